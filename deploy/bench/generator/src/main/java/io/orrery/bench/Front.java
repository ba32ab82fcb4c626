package io.orrery.bench;

import io.orrery.readmodel.elasticsearch.FaultyServer;
import io.orrery.readmodel.elasticsearch.FaultyServer.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Stands in front of an Elasticsearch and does to its requests what it is told on standard input,
/// a word in a line; says where it listens, and what it does from now on. Ends with its input.
public final class Front {

  private static final String FAITHFUL = "faithful";
  private static final Duration SLOW = Duration.ofSeconds(10);

  private Front() {}

  public static void main(String[] words) throws IOException {
    var upstream = URI.create(Options.read(words).text("url", "http://127.0.0.1:9200"));
    try (var server = FaultyServer.inFrontOf(upstream);
        var lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      System.out.println(server.url());
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        server.obey(rule(line.strip()));
        System.out.println(line.strip());
      }
    }
    System.exit(0);
  }

  private static Rule rule(String word) {
    return switch (word) {
      case FAITHFUL -> FaultyServer.FAITHFUL;
      case "slow" -> FaultyServer.forBulk(FaultyServer.slow(SLOW));
      case "garbage" -> FaultyServer.GARBAGE;
      case "413", "429", "500" -> FaultyServer.status(Integer.parseInt(word));
      default -> throw new IllegalArgumentException("there is no trouble '" + word + "'");
    };
  }
}
