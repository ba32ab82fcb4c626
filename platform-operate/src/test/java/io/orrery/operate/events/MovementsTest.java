package io.orrery.operate.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.operate.OperateTest;
import io.orrery.operate.search.MemoryReadModel;
import io.orrery.readmodel.query.Freshness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

@OperateTest
@Timeout(30)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MovementsTest {

  private final MemoryReadModel model;
  private final int port;

  MovementsTest(MemoryReadModel model, @LocalServerPort int port) {
    this.model = model;
    this.port = port;
  }

  @Test
  void tellsAtOnceWhereThingsStandAndAgainWhenTheyMove() throws Exception {
    var before = model.freshness();
    try (var client = HttpClient.newHttpClient();
        var lines = listen(client)) {
      // then
      assertThat(next(lines)).contains("\"1\":" + before.positions().get(1));

      // when
      model.freshness = new Freshness(Map.of(1, 4711L), Instant.EPOCH);

      // then
      var told = next(lines);
      while (!told.contains("4711")) {
        told = next(lines);
      }
      client.shutdownNow();
    } finally {
      model.freshness = before;
    }
  }

  @Test
  void refusesMoreListenersThanItsBound() {
    var movements = new Movements(model);
    for (var at = 0; at < Movements.MAX_LISTENERS; at++) {
      movements.listen();
    }

    assertThatThrownBy(movements::listen)
        .hasMessage("%d listeners are connected already".formatted(Movements.MAX_LISTENERS));
  }

  private BufferedReader listen(HttpClient client) throws IOException, InterruptedException {
    var credentials = "viewer:viewer".getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v2/events".formatted(port)))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader lines) throws IOException {
    var line = lines.readLine();
    while (line != null && !line.startsWith("data:")) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }
}
