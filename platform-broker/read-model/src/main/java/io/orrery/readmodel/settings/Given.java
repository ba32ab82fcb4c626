package io.orrery.readmodel.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The arguments that somebody gave, by their full names such as `bulk.size`. Each is taken once;
/// what nobody took is refused by name. An empty text is as good as none.
public final class Given {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})\\s*(|b|kb|mb|gb)");

  private final Map<String, String> left = new TreeMap<>();

  private Given() {}

  /// @param arguments nested maps, lists and values, or values by their full names
  public static Given of(Map<String, Object> arguments) {
    var given = new Given();
    given.flatten("", arguments);
    return given;
  }

  private void flatten(String prefix, Map<?, ?> map) {
    map.forEach((name, value) -> {
      if (value instanceof Map<?, ?> inner) {
        flatten(prefix + name + ".", inner);
      } else if (value instanceof List<?> list) {
        left.put(prefix + name, String.join(",", list.stream().map(String::valueOf).toList()));
      } else if (value != null) {
        left.put(prefix + name, value.toString());
      }
    });
  }

  public @Nullable String text(String name) {
    var text = left.remove(name);
    return text == null || text.isBlank() ? null : text;
  }

  public String text(String name, String otherwise) {
    var text = text(name);
    return text == null ? otherwise : text;
  }

  /// Several texts with commas between them.
  public List<String> texts(String name) {
    var text = text(name);
    if (text == null) {
      return List.of();
    }
    return Stream.of(text.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  /// @throws IllegalArgumentException if it is no number from `min` to `max`
  public int number(String name, int otherwise, int min, int max) {
    var text = text(name);
    try {
      return checked(name, text == null ? otherwise : Integer.parseInt(text.strip()), min, max);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, but is " + text, e);
    }
  }

  private static int checked(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d, but is %d".formatted(name, min, max, value));
    }
    return value;
  }

  /// A number of bytes such as `10MB`.
  ///
  /// @throws IllegalArgumentException if it cannot be read, or is not from 1 to `max`
  public int bytes(String name, int otherwise, int max) {
    var text = text(name);
    if (text == null) {
      return otherwise;
    }
    var matcher = BYTES.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(name + " must be like 10MB, but is " + text);
    }
    int shift =
        switch (matcher.group(2)) {
          case "kb" -> 10;
          case "mb" -> 20;
          case "gb" -> 30;
          default -> 0;
        };
    long bytes = Math.min(Long.parseLong(matcher.group(1)), Integer.MAX_VALUE) << shift;
    if (bytes < 1 || bytes > max) {
      throw new IllegalArgumentException(
          "%s must be from 1 to %d bytes, but is %s".formatted(name, max, text));
    }
    return (int) bytes;
  }

  public boolean flag(String name, boolean otherwise) {
    var text = text(name);
    if (text == null) {
      return otherwise;
    }
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(name + " must be true or false, but is " + text);
    };
  }

  public Duration duration(String name, Duration otherwise) {
    var given = duration(name);
    return given == null ? otherwise : given;
  }

  /// A duration such as `200ms`, `30d` or `PT1H`, more than nothing.
  public @Nullable Duration duration(String name) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    var duration = parse(name, text.strip());
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException(name + " must be more than nothing, but is " + text);
    }
    return duration;
  }

  private static Duration parse(String name, String text) {
    var matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " must be a duration such as 200ms, 30d or PT1H, but is " + text, e);
    }
  }

  /// @throws IllegalArgumentException names what nobody took
  public void refuseTheRest() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + new ArrayList<>(left.keySet()));
    }
  }
}
