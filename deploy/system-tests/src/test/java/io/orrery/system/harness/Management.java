package io.orrery.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The management port of a process: health, metrics, partitions.
public final class Management {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final int port;

  Management(int port) {
    this.port = port;
  }

  /// A digest of the whole state of a partition at a position.
  public record Digest(long position, String sha256) {}

  public boolean isReady() {
    return get("/actuator/health/readiness").statusCode() == 200;
  }

  public Digest digest(int partition) {
    var body = json("/actuator/partitions/" + partition + "/digest");
    return new Digest(body.path("position").asLong(), body.path("sha256").asText());
  }

  /// The first value of a metric.
  public double metric(String name) {
    return json("/actuator/metrics/" + name).path("measurements").path(0).path("value").asDouble();
  }

  public JsonNode json(String path) {
    var response = get(path);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "GET %s: %d %s".formatted(path, response.statusCode(), response.body()));
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("GET " + path + ": " + response.body(), e);
    }
  }

  public HttpResponse<String> get(String path) {
    var uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(
          HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("GET " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
