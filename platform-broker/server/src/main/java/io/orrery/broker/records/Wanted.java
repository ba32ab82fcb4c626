package io.orrery.broker.records;

import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;

/// The answers of a filter, which is asked once.
final class Wanted {

  private final boolean[][] accepted =
      new boolean[RecordType.values().length][ValueType.values().length];

  Wanted(RecordFilter filter) {
    for (var type : RecordType.values()) {
      for (var value : ValueType.values()) {
        accepted[type.ordinal()][value.ordinal()] =
            filter.acceptsType(type) && filter.acceptsValue(value);
      }
    }
  }

  boolean accepts(RecordType type, ValueType value) {
    return accepted[type.ordinal()][value.ordinal()];
  }
}
