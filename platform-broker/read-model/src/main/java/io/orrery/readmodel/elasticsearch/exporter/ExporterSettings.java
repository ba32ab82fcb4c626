package io.orrery.readmodel.elasticsearch.exporter;

import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.documents.ReadModelSettings;
import io.orrery.readmodel.elasticsearch.records.RecordsSettings;
import io.orrery.readmodel.settings.Given;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the exporter writes, and how.
///
/// @param readModel null if there is to be none
/// @param records null if they are not wanted
record ExporterSettings(
    ElasticsearchSettings connection,
    Bulk bulk,
    @Nullable ReadModelSettings readModel,
    @Nullable RecordsSettings records) {

  ExporterSettings {
    if (readModel == null && records == null) {
      throw new IllegalArgumentException(
          "there is nothing to do: read-model.enabled and records.enabled are both false");
    }
  }

  /// @throws IllegalArgumentException if an argument is unknown, missing or cannot be read; it is
  ///   named
  static ExporterSettings of(Map<String, Object> arguments) {
    var given = Given.of(arguments);
    var connection = ElasticsearchSettings.take(given);
    var bulk = Bulk.take(given);
    var model = given.flag("read-model.enabled", true) ? ReadModelSettings.take(given) : null;
    var records = given.flag("records.enabled", false) ? RecordsSettings.take(given) : null;
    if (model == null) {
      ReadModelSettings.take(given);
    }
    if (records == null) {
      RecordsSettings.take(given);
    }
    given.refuseTheRest();
    return new ExporterSettings(connection, bulk, model, records);
  }

  /// When what was collected is written: as soon as one of the three is reached.
  ///
  /// @param size so many operations
  /// @param delay so long after the first of them
  /// @param memory so many bytes; requests are not larger either
  record Bulk(int size, Duration delay, int memory) {

    static final int DEFAULT_SIZE = 5_000;
    static final Duration DEFAULT_DELAY = Duration.ofMillis(200);
    static final int DEFAULT_MEMORY = 10 << 20;

    static final int MAX_SIZE = 100_000;
    static final Duration MAX_DELAY = Duration.ofMinutes(1);
    static final int MAX_MEMORY = 100 << 20;

    Bulk {
      if (delay.compareTo(MAX_DELAY) > 0) {
        throw new IllegalArgumentException(
            "bulk.delay must be at most %d s".formatted(MAX_DELAY.toSeconds()));
      }
    }

    static Bulk take(Given given) {
      return new Bulk(
          given.number("bulk.size", DEFAULT_SIZE, 1, MAX_SIZE),
          given.duration("bulk.delay", DEFAULT_DELAY),
          given.bytes("bulk.memory-limit", DEFAULT_MEMORY, MAX_MEMORY));
    }
  }
}
