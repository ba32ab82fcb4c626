package io.orrery.broker.exporter;

import io.orrery.broker.records.RecordTranslator;
import io.orrery.exporter.api.Record;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.LogRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The records that an exporter is to be given next, read and translated no sooner than they are
/// needed. Belongs to the thread of a feed.
final class Supply {

  /// So many records of the log are read at most to find one that is wanted.
  private static final int MAX_READS = 500;

  private final Cursor cursor;
  private final RecordTranslator translator;
  private final Consumer<Cursor.Step> steps;
  private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
  private @Nullable Entry entry;
  private int next;
  private long from;
  private long translated;
  private long relevant;
  private boolean hasMore;

  /// @param from up to where the exporter has everything
  /// @param steps is told of each entry that was read
  Supply(Cursor cursor, RecordTranslator translator, long from, Consumer<Cursor.Step> steps) {
    this.cursor = cursor;
    this.translator = translator;
    this.from = from;
    this.steps = steps;
    translated = from;
    relevant = from;
  }

  /// The record that comes so many behind the first one, or null if there is none yet, or none
  /// among those that may be read in one go.
  ///
  /// @throws PartitionUnavailableException if the partition was asked for something in vain
  @Nullable Outgoing peek(int behind) {
    var reads = 0;
    hasMore = false;
    while (waiting.size() <= behind) {
      hasMore = reads++ == MAX_READS;
      if (hasMore || !fill()) {
        return null;
      }
    }
    if (behind == 0) {
      return waiting.peek();
    }
    return waiting.stream().skip(behind).findFirst().orElse(null);
  }

  private boolean fill() {
    var current = entry;
    if (current == null || next == current.records().size()) {
      var step = cursor.next();
      if (step == null) {
        return false;
      }
      current = step.entry();
      entry = current;
      next = 0;
      steps.accept(step);
    }
    translate(current, current.records().get(next));
    next++;
    return true;
  }

  private void translate(Entry current, LogRecord record) {
    var made = new ArrayList<Record>(1);
    RuntimeException failure = null;
    try {
      translator.translate(record, made::add);
    } catch (PartitionUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      failure = e;
    }
    for (var each : made) {
      add(new Outgoing(each.position(), each, null, current, next));
    }
    if (failure != null) {
      add(new Outgoing(Entry.endOf(record), null, failure, current, next));
    }
    translated = Math.max(translated, Entry.endOf(record));
    if (!(record.content() instanceof ExporterEvent)
        && !(record.content() instanceof ExporterCommand)) {
      relevant = translated;
    }
  }

  private void add(Outgoing outgoing) {
    if (outgoing.position() > from) {
      waiting.add(outgoing);
    }
  }

  /// Takes the first record away: it is settled.
  void remove() {
    from = waiting.remove().position();
  }

  /// The position of the last record that is settled.
  long passed() {
    return from;
  }

  /// Whether nothing was found only because enough was read.
  boolean hasMore() {
    return hasMore;
  }

  /// Up to where every record is settled or not wanted.
  long settled() {
    var first = waiting.peek();
    return first == null ? translated : first.position() - 1;
  }

  /// The newest position that was read and is more than a note about exporters.
  long relevant() {
    return relevant;
  }
}
