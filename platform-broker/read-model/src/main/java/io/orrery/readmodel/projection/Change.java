package io.orrery.readmodel.projection;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.Variable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one record, or several in a row, change in one document: all fields of a new one, or some
/// of one that is there. Not for several threads.
public final class Change {

  private static final int VALUE = Fields.of(Variable.class).index("value");
  private static final int VALUE_DATE = Fields.of(Variable.class).index("lastUpdateDate");

  /// What is known about the document's being there before.
  public enum Mode {
    /// It was not.
    BIRTH,
    /// It was, unless it has been removed; then there is nothing to do.
    UPDATE,
    /// Either; all fields are given.
    PUT
  }

  private final Fields<?> fields;
  private final Object key;
  private final Mode mode;
  private final @Nullable Object[] values;
  private List<Version> past = List.of();
  private long position;
  private long written;
  private int added;

  private Change(
      Fields<?> fields, Object key, long position, Mode mode, @Nullable Object[] values) {
    this.fields = fields;
    this.key = key;
    this.position = position;
    this.mode = mode;
    this.values = values;
    this.written = mode == Mode.UPDATE ? 0 : (1L << values.length) - 1;
  }

  /// A document comes to be.
  public static Change birth(Document document, Object key, long position) {
    var fields = Fields.of(document);
    return new Change(fields, key, position, Mode.BIRTH, fields.values(document));
  }

  /// A document comes to be, or is there already.
  ///
  /// @param key the document's key, or a [FlowKey]
  public static Change put(Document document, Object key, long position) {
    var fields = Fields.of(document);
    return new Change(fields, key, position, Mode.PUT, fields.values(document));
  }

  /// A document changes, if it is there.
  public static Change update(Class<? extends Document> kind, Object key, long position) {
    var fields = Fields.of(kind);
    return new Change(fields, key, position, Mode.UPDATE, new @Nullable Object[fields.size()]);
  }

  /// A field has a new value.
  public Change set(String field, @Nullable Object value) {
    int index = fields.index(field);
    values[index] = value;
    written |= 1L << index;
    return this;
  }

  /// Counts the open incidents of an instance, or how often a flow was taken, up or down.
  public Change add(int count) {
    added += count;
    return this;
  }

  public Class<? extends Document> kind() {
    return fields.kind();
  }

  public Fields<?> fields() {
    return fields;
  }

  public Object key() {
    return key;
  }

  /// The position of the last record that is in this.
  public long position() {
    return position;
  }

  public Mode mode() {
    return mode;
  }

  /// What is to be added to the document's count.
  public int added() {
    return added;
  }

  /// Whether the field has a value here.
  public boolean writes(int field) {
    return (written & 1L << field) != 0;
  }

  /// Which fields have a value here, a bit for each.
  public long written() {
    return written;
  }

  public @Nullable Object value(int field) {
    return values[field];
  }

  /// The values of a variable that were written and written over again within this change.
  public List<Version> past() {
    return past;
  }

  /// Adds what happened to the same document after this.
  public void merge(Change later) {
    if (kind() == Variable.class && later.writes(VALUE)) {
      keepPast();
    }
    for (long rest = later.written; rest != 0; rest &= rest - 1) {
      int field = Long.numberOfTrailingZeros(rest);
      values[field] = later.values[field];
    }
    written |= later.written;
    added += later.added;
    position = later.position;
  }

  private void keepPast() {
    if (values[VALUE] instanceof String value && values[VALUE_DATE] instanceof Instant date) {
      if (past.isEmpty()) {
        past = new ArrayList<>();
      }
      past.add(new Version(position, value, date));
    }
  }
}
