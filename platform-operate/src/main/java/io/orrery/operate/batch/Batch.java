package io.orrery.operate.batch;

import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch and how far it is. Used by the thread that works and those that look.
final class Batch {

  private final BatchHeader header;
  private final @Nullable Outcome[] outcomes;
  private int completed;
  private int failed;
  private int canceled;
  private boolean begun;
  private boolean stopped;
  private @Nullable Instant end;

  Batch(BatchHeader header) {
    this.header = header;
    this.outcomes = new Outcome[header.items().size()];
    if (outcomes.length == 0) {
      end = header.start();
    }
  }

  BatchHeader header() {
    return header;
  }

  synchronized void begin() {
    begun = true;
  }

  /// Lets the items that have not begun be.
  synchronized void stop() {
    stopped = true;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  synchronized boolean isOpen(int index) {
    return outcomes[index] == null;
  }

  synchronized boolean isDone() {
    return end != null;
  }

  synchronized void note(Outcome outcome) {
    if (outcomes[outcome.index()] != null) {
      return;
    }
    outcomes[outcome.index()] = outcome;
    switch (outcome.state()) {
      case COMPLETED -> completed++;
      case FAILED -> failed++;
      case CANCELED -> canceled++;
    }
    if (completed + failed + canceled == outcomes.length) {
      end = outcome.date();
    }
  }

  synchronized BatchOperation view() {
    return new BatchOperation(
        header.key(),
        header.type().name(),
        state(),
        header.actor(),
        header.start(),
        end,
        outcomes.length,
        completed,
        failed);
  }

  private String state() {
    if (end == null) {
      return begun ? "ACTIVE" : "CREATED";
    }
    if (canceled > 0) {
      return "CANCELED";
    }
    if (failed == 0) {
      return "COMPLETED";
    }
    return completed == 0 ? "FAILED" : "PARTIALLY_COMPLETED";
  }

  synchronized List<BatchOperationItem> items() {
    List<BatchOperationItem> items = new ArrayList<>(outcomes.length);
    for (var at = 0; at < outcomes.length; at++) {
      var item = header.items().get(at);
      var outcome = outcomes[at];
      items.add(
          new BatchOperationItem(
              header.key(),
              item.key(),
              item.processInstanceKey(),
              outcome == null ? "ACTIVE" : outcome.state().name(),
              outcome == null ? null : outcome.date(),
              outcome == null ? null : outcome.error()));
    }
    return items;
  }
}
