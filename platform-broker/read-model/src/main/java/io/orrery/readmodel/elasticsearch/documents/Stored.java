package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.projection.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A document after some record, with what nobody sees of it. Does not change.
final class Stored {

  private static final int FLAG = Fields.of(ProcessInstance.class).index("hasIncident");
  private static final int END = Fields.of(ProcessInstance.class).index("endDate");
  private static final int COUNT = Fields.of(SequenceFlow.class).index("count");

  /// About what a document takes in memory without its texts.
  private static final int WEIGHT = 400;

  private final DocumentKey key;
  private final @Nullable Object[] values;
  private final int count;
  private final long birth;
  private final long position;

  /// @param values the fields
  /// @param count how many incidents of an instance are open, how often a flow was taken
  /// @param birth the position of the record that the document began with, -1 if nobody remembers
  /// @param position the position of the last record that is in it
  Stored(DocumentKey key, @Nullable Object[] values, int count, long birth, long position) {
    this.key = key;
    this.values = values;
    this.count = count;
    this.birth = birth;
    this.position = position;
    if (key.type() == ProcessInstance.class) {
      values[FLAG] = count > 0;
    } else if (key.type() == SequenceFlow.class) {
      values[COUNT] = count;
    }
  }

  /// A document that comes to be.
  static Stored born(DocumentKey key, Change change) {
    var values = new @Nullable Object[change.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = change.value(i);
    }
    return new Stored(key, values, change.added(), change.position(), change.position());
  }

  /// The document after something has happened to it.
  Stored after(Change change) {
    var changed = values.clone();
    for (long rest = change.written(); rest != 0; rest &= rest - 1) {
      int field = Long.numberOfTrailingZeros(rest);
      changed[field] = change.value(field);
    }
    return new Stored(key, changed, count + change.added(), birth, change.position());
  }

  /// Whether this is an instance that ended before a time.
  boolean hasEndedBefore(Instant time) {
    return key.type() == ProcessInstance.class
        && values[END] instanceof Instant end
        && end.isBefore(time);
  }

  DocumentKey key() {
    return key;
  }

  @Nullable Object value(int field) {
    return values[field];
  }

  int count() {
    return count;
  }

  long birth() {
    return birth;
  }

  long position() {
    return position;
  }

  /// About how many bytes it takes in memory.
  int weight() {
    long weight = WEIGHT;
    for (var value : values) {
      if (value instanceof String text) {
        weight += text.length();
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, weight);
  }
}
