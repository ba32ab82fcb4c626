package io.orrery.broker.exporter.file;

import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/// The arguments of a [FileExporter].
///
/// @param directory where the files are; each partition has a directory of its own in it
/// @param fileBytes how large a file becomes before the next one is begun
/// @param files how many files of a partition are kept
/// @param flushInterval how long a record is kept back at most
/// @param isForced whether what is acknowledged was forced to the disk
/// @param recordTypes the types of records that are wanted
/// @param valueTypes the kinds of values that are wanted
record FileArguments(
    Path directory,
    long fileBytes,
    int files,
    Duration flushInterval,
    boolean isForced,
    Set<RecordType> recordTypes,
    Set<ValueType> valueTypes) {

  private static final Set<String> NAMES =
      Set.of(
          "directory",
          "max-file-size",
          "max-files",
          "flush-interval",
          "fsync",
          "record-types",
          "value-types");

  /// @throws IllegalArgumentException names the argument that is not as it should be
  static FileArguments of(Map<String, Object> arguments) {
    var unknown = new HashMap<>(arguments);
    NAMES.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown arguments %s; there are %s".formatted(unknown.keySet(), sorted(NAMES)));
    }
    var parsed =
        new FileArguments(
            Path.of(text(arguments, "directory", "exported")),
            size(text(arguments, "max-file-size", "64MB")),
            number(text(arguments, "max-files", "10")),
            duration(text(arguments, "flush-interval", "1s")),
            flag(text(arguments, "fsync", "true")),
            values(arguments, "record-types", RecordType.class),
            values(arguments, "value-types", ValueType.class));
    if (parsed.fileBytes < 1 || parsed.files < 2 || parsed.flushInterval.isNegative()) {
      throw new IllegalArgumentException(
          "max-file-size must be positive, max-files at least 2, and flush-interval not negative");
    }
    return parsed;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static String text(Map<String, Object> arguments, String name, String otherwise) {
    var value = arguments.get(name);
    return value == null ? otherwise : value.toString();
  }

  private static long size(String text) {
    try {
      return DataSize.parse(text).toBytes();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("max-file-size must be like 64MB, not " + text, e);
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("max-files must be a number, not " + text, e);
    }
  }

  private static Duration duration(String text) {
    try {
      return DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException("flush-interval must be like 1s, not " + text, e);
    }
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("fsync must be true or false, not " + text);
    };
  }

  /// All of them when none is named.
  private static <E extends Enum<E>> Set<E> values(
      Map<String, Object> arguments, String name, Class<E> type) {
    var value = arguments.get(name);
    if (value == null) {
      return EnumSet.allOf(type);
    }
    var names = value instanceof List<?> list ? list : List.of(value.toString().split(","));
    var found = EnumSet.noneOf(type);
    for (var each : names) {
      try {
        found.add(Enum.valueOf(type, each.toString().strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s knows no %s; there are %s"
                .formatted(name, each, Arrays.toString(type.getEnumConstants())),
            e);
      }
    }
    return found;
  }
}
