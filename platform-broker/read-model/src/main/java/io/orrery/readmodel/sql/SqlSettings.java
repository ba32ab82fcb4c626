package io.orrery.readmodel.sql;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the read model is kept and how it is written.
///
/// @param url a JDBC url of H2 or PostgreSQL
/// @param batchSize after how many changes they are written, at the latest
/// @param batchDelay after how long they are written, at the latest
/// @param finishedAfter how long finished instances are kept, null for ever
/// @param poolSize how many connections are open at most
public record SqlSettings(
    String url,
    String user,
    String password,
    int batchSize,
    Duration batchDelay,
    @Nullable Duration finishedAfter,
    int poolSize) {

  public static final int DEFAULT_BATCH_SIZE = 10_000;
  public static final Duration DEFAULT_BATCH_DELAY = Duration.ofMillis(200);
  public static final int DEFAULT_POOL_SIZE = 16;

  static final int MAX_BATCH_SIZE = 100_000;
  static final Duration MAX_BATCH_DELAY = Duration.ofMinutes(1);
  static final int MAX_POOL_SIZE = 256;

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

  public SqlSettings {
    Dialect.of(url);
    check("batch.size", batchSize, MAX_BATCH_SIZE);
    check("batch.delay", batchDelay.toMillis(), MAX_BATCH_DELAY.toMillis());
    check("pool.size", poolSize, MAX_POOL_SIZE);
    if (finishedAfter != null && finishedAfter.toMillis() <= 0) {
      throw new IllegalArgumentException("retention.finished-after must be more than nothing");
    }
  }

  public static SqlSettings of(String url, String user, String password) {
    return new SqlSettings(
        url, user, password, DEFAULT_BATCH_SIZE, DEFAULT_BATCH_DELAY, null, DEFAULT_POOL_SIZE);
  }

  /// The settings in an exporter's arguments: `url`, `user`, `password`, `batch.size`,
  /// `batch.delay`, `retention.finished-after`, `pool.size`.
  ///
  /// @throws IllegalArgumentException if one is unknown, missing or cannot be read; it is named
  public static SqlSettings of(Map<String, Object> arguments) {
    var given = new HashMap<String, String>();
    flatten("", arguments, given);
    var url = given.remove("url");
    if (url == null) {
      throw new IllegalArgumentException("url is missing");
    }
    var size = number("batch.size", given, DEFAULT_BATCH_SIZE);
    var pool = number("pool.size", given, DEFAULT_POOL_SIZE);
    var delay = duration("batch.delay", given.remove("batch.delay"));
    var age = duration("retention.finished-after", given.remove("retention.finished-after"));
    var user = given.remove("user");
    var password = given.remove("password");
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + new TreeSet<>(given.keySet()));
    }
    return new SqlSettings(
        url,
        user == null ? "orrery" : user,
        password == null ? "" : password,
        size,
        delay == null ? DEFAULT_BATCH_DELAY : delay,
        age,
        pool);
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, String> flat) {
    map.forEach((name, value) -> {
      if (value instanceof Map<?, ?> inner) {
        flatten(prefix + name + ".", inner, flat);
      } else if (value != null) {
        flat.put(prefix + name, value.toString());
      }
    });
  }

  private static int number(String name, Map<String, String> given, int otherwise) {
    var text = given.remove(name);
    try {
      return text == null ? otherwise : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, but is " + text, e);
    }
  }

  private static @Nullable Duration duration(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var written = text.strip();
    var matcher = DURATION.matcher(written.toLowerCase(Locale.ROOT));
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
      return Duration.parse(written);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " must be a duration such as 200ms, 30d or PT1H, but is " + text, e);
    }
  }

  private static void check(String name, long value, long max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " must be from 1 to " + max + ", but is " + value);
    }
  }

  /// Without the password.
  @Override
  public String toString() {
    return "SqlSettings[url=" + url + ", user=" + user + "]";
  }
}
