package io.orrery.broker.partition;

import io.orrery.store.FrozenLayer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A frozen layer on its way to the disk: it waits for the log, then for the writer, and again
/// after a failure. The fields before the stage are read by others only after it.
final class FrozenState {

  private static final long RETRY_NANOS = 1_000_000_000;

  /// How far it is.
  private enum Stage {
    WAITING,
    SUBMITTED,
    RUNNING,
    FAILED,
    WRITTEN,
    CANCELED
  }

  private final LayerTask task;
  private final @Nullable Flight after;
  private long index;
  private long retryAt;
  private Stage stage = Stage.WAITING;

  /// @param after the flight that must be committed before; null when everything is
  /// @param index the index of the newest entry in the layer, if there is no flight
  FrozenState(LayerTask task, @Nullable Flight after, long index) {
    this.task = task;
    this.after = after;
    this.index = index;
  }

  FrozenLayer layer() {
    return task.layer();
  }

  synchronized boolean isWritten() {
    return stage == Stage.WRITTEN;
  }

  synchronized long index() {
    return index;
  }

  synchronized long snapshotIndex() {
    return task.snapshotIndex();
  }

  /// Gives the layer to the writer when it may be written and is not there yet.
  synchronized boolean submitWhenCommitted(Executor writer, long nowNanos) {
    var mayBegin = stage == Stage.WAITING || (stage == Stage.FAILED && retryAt - nowNanos <= 0);
    if (!mayBegin) {
      return false;
    }
    if (after != null) {
      if (after.index() == Flight.NOT_COMMITTED) {
        return false;
      }
      index = after.index();
    }
    stage = Stage.SUBMITTED;
    writer.execute(this::write);
    return true;
  }

  private void write() {
    long upTo;
    synchronized (this) {
      if (stage != Stage.SUBMITTED) {
        return;
      }
      stage = Stage.RUNNING;
      upTo = index;
    }
    var isDone = false;
    try {
      isDone = task.run(upTo);
    } finally {
      synchronized (this) {
        stage = isDone ? Stage.WRITTEN : Stage.FAILED;
        retryAt = System.nanoTime() + RETRY_NANOS;
        notifyAll();
      }
      task.done();
    }
  }

  /// Takes the layer back from the writer; waits while it is being written.
  synchronized void cancelOrAwait() {
    var isInterrupted = false;
    while (stage == Stage.RUNNING) {
      try {
        wait();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (stage != Stage.WRITTEN) {
      stage = Stage.CANCELED;
    }
  }
}
