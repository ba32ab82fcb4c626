package io.orrery.bench;

import io.orrery.exporter.api.Exporter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills a read model through its exporter: the records are made up, everything after them is real.
/// The same options make the same records.
public final class Fill {

  private static final Logger LOG = LoggerFactory.getLogger(Fill.class);
  private static final String SQL = "io.orrery.readmodel.sql.SqlExporter";
  private static final int INSTANCES = 1_000_000;
  private static final int ELEMENTS = 100_000;
  private static final int DAYS = 30;
  private static final int SEED = 1;

  /// Not one that a broker on the same data has, so that its own records can still come.
  private static final int PARTITION = 64;

  private Fill() {}

  public static void main(String[] words) throws Exception {
    var options = Options.read(words);
    var until = options.instant("until", Instant.now().truncatedTo(ChronoUnit.HOURS));
    var span = Duration.ofDays(options.number("days", DAYS));
    int seed = options.number("seed", SEED);
    long began = System.nanoTime();
    try (var feed =
        new Feed(
            exporter(options.text("exporter", SQL)),
            arguments(options),
            options.number("partition", PARTITION),
            until.minus(span).toEpochMilli())) {
      var orders = new Orders(feed, seed);
      orders.deploy();
      orders.run(options.number("instances", INSTANCES), span.toMillis());
      int elements = options.number("elements", ELEMENTS);
      if (elements > 0) {
        new Settlement(feed, seed).run(elements);
      }
      LOG.info("{} records; waiting for the exporter", feed.position());
    }
    LOG.info("done after {} s", Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  private static Exporter exporter(String className) throws ReflectiveOperationException {
    var found = Class.forName(className).asSubclass(Exporter.class);
    return found.getDeclaredConstructor().newInstance();
  }

  /// Without a url it is the read model of a data directory on which nothing runs.
  private static Map<String, Object> arguments(Options options) {
    var arguments = new HashMap<>(options.arguments());
    var data = options.named().get("data");
    if (data != null) {
      var file = Path.of(data).toAbsolutePath().normalize().resolve("state/read-model/orrery");
      arguments.put("url", "jdbc:h2:file:" + file);
    }
    return arguments;
  }
}
