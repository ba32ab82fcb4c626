package io.orrery.readmodel.elasticsearch.records;

import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import io.orrery.readmodel.settings.Given;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which raw records are written, and where to.
///
/// @param prefix what the names of all indices and aliases begin with
/// @param recordTypes of these types
/// @param valueTypes about these kinds of things
/// @param shards of each index, 0 for what suits it
/// @param dropAfter how long an index is kept, null for ever
public record RecordsSettings(
    String prefix,
    Set<RecordType> recordTypes,
    Set<ValueType> valueTypes,
    int shards,
    int replicas,
    @Nullable Duration dropAfter) {

  public static final String DEFAULT_PREFIX = "zeebe-record";

  static final int MAX_SHARDS = 1_024;
  static final int MAX_REPLICAS = 32;

  /// The name of an index; `_` stands between its parts.
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9.-]{0,100}");

  public RecordsSettings {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "records.prefix must be lower case letters, digits, dots and dashes, but is " + prefix);
    }
  }

  /// Takes what an exporter's arguments say about raw records.
  public static RecordsSettings take(Given given) {
    var types = given.texts("records.types").stream().map(RecordsSettings::name).toList();
    refuseUnknown(types);
    return new RecordsSettings(
        given.text("records.prefix", DEFAULT_PREFIX),
        chosen(RecordType.class, types),
        chosen(ValueType.class, types),
        given.number("records.shards", 0, 0, MAX_SHARDS),
        given.number("records.replicas", 0, 0, MAX_REPLICAS),
        given.duration("retention.records-after"));
  }

  private static String name(String given) {
    return given.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static void refuseUnknown(List<String> names) {
    for (var name : names) {
      if (!isOne(RecordType.class, name) && !isOne(ValueType.class, name)) {
        throw new IllegalArgumentException(
            "records.types knows no %s; there are %s and %s"
                .formatted(
                    name,
                    Arrays.toString(RecordType.values()),
                    Arrays.toString(ValueType.values())));
      }
    }
  }

  private static <E extends Enum<E>> boolean isOne(Class<E> type, String name) {
    return EnumSet.allOf(type).stream().anyMatch(each -> each.name().equals(name));
  }

  /// Those of this type that are named, all if none is.
  private static <E extends Enum<E>> Set<E> chosen(Class<E> type, List<String> names) {
    var all = EnumSet.allOf(type);
    var named = EnumSet.copyOf(all);
    named.removeIf(each -> !names.contains(each.name()));
    return named.isEmpty() ? all : named;
  }

  /// Whether a record is to be written.
  public boolean accepts(Record record) {
    return recordTypes.contains(record.recordType()) && valueTypes.contains(record.valueType());
  }
}
