package io.orrery.exporter.api;

/// Which records an exporter wants. Asked once for each combination, not for each record.
public interface RecordFilter {

  /// Whether records of this type are wanted.
  default boolean acceptsType(RecordType type) {
    return true;
  }

  /// Whether records about this kind of thing are wanted.
  default boolean acceptsValue(ValueType type) {
    return true;
  }
}
