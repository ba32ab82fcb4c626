package io.orrery.readmodel.sql;

import io.orrery.readmodel.settings.Given;
import java.time.Duration;
import java.util.Map;
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
    var given = Given.of(arguments);
    var url = given.text("url");
    if (url == null) {
      throw new IllegalArgumentException("url is missing");
    }
    var settings =
        new SqlSettings(
            url,
            given.text("user", "orrery"),
            given.text("password", ""),
            given.number("batch.size", DEFAULT_BATCH_SIZE, 1, MAX_BATCH_SIZE),
            given.duration("batch.delay", DEFAULT_BATCH_DELAY),
            given.duration("retention.finished-after"),
            given.number("pool.size", DEFAULT_POOL_SIZE, 1, MAX_POOL_SIZE));
    given.refuseTheRest();
    return settings;
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
