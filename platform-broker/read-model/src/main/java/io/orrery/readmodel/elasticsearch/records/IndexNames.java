package io.orrery.readmodel.elasticsearch.records;

import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.ValueType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How indices, aliases and templates of raw records are called: `<prefix>_<type>_<version>_<date>`
/// and `<prefix>-<type>`. One thread.
final class IndexNames {

  private static final long DAY = 86_400_000;
  private static final int MAX_REMEMBERED = 1_000;

  private final String prefix;
  private final Map<Key, String> known = new HashMap<>();

  IndexNames(String prefix) {
    this.prefix = prefix;
  }

  private record Key(ValueType type, String version, long day) {}

  /// The index of a record, by the day on which it was decided, in UTC.
  String index(Record record) {
    if (known.size() > MAX_REMEMBERED) {
      known.clear();
    }
    var day = Math.floorDiv(record.timestamp(), DAY);
    return known.computeIfAbsent(
        new Key(record.valueType(), record.brokerVersion(), day),
        key ->
            "%s_%s_%s_%s"
                .formatted(
                    prefix,
                    type(key.type),
                    key.version.toLowerCase(Locale.ROOT),
                    LocalDate.ofEpochDay(key.day)));
  }

  static String type(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What all indices of this kind are reached by.
  String alias(ValueType type) {
    return prefix + "-" + type(type);
  }

  /// The template of the indices of this kind.
  String template(ValueType type) {
    return prefix + "_" + type(type);
  }

  /// What the names of the indices of this kind look like.
  String pattern(ValueType type) {
    return template(type) + "_*";
  }

  /// What the names of all indices look like.
  String pattern() {
    return prefix + "_*_*_*";
  }

  /// The template of what all kinds have in common.
  String common() {
    return prefix;
  }

  /// The day of an index, empty if it is none of ours.
  Optional<LocalDate> day(String index) {
    var parts = index.split("_", -1);
    if (parts.length != 4 || !parts[0].equals(prefix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(parts[3]));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
