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
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@OperateTest
@Timeout(180)
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

  @Test
  void tellsTheOthersWhateverIsWrongWithOne() throws Exception {
    tellsTheOthersBeside(new Broken());
  }

  @Test
  void tellsTheOthersWhileOneTakesNothing() throws Exception {
    var stuck = new Stuck();
    try {
      tellsTheOthersBeside(stuck);
    } finally {
      stuck.end.countDown();
    }
  }

  @Test
  void tellsANewListenerWhatTheOthersHaveHeardBefore() throws Exception {
    var before = model.freshness();
    var movements = new Movements(model);
    movements.start();
    try {
      // given somebody who was told of a position that is left again
      var others = new LinkedBlockingQueue<Set<DataWithMediaType>>();
      movements.add(new Heard(others));
      model.freshness = new Freshness(Map.of(1, 4711L), Instant.EPOCH);
      hear(others, "{1=4711}");

      // when somebody comes while it is left
      model.freshness = new Freshness(Map.of(1, 42L), Instant.EPOCH);
      var told = new LinkedBlockingQueue<Set<DataWithMediaType>>();
      movements.add(new Heard(told));
      hear(told, "{1=42}");
      model.freshness = new Freshness(Map.of(1, 4711L), Instant.EPOCH);

      // then
      hear(told, "{1=4711}");
    } finally {
      movements.stop();
      model.freshness = before;
    }
  }

  private void tellsTheOthersBeside(SseEmitter one) throws InterruptedException {
    var before = model.freshness();
    var movements = new Movements(model);
    movements.start();
    try {
      // given a listener that fails in a way of its own, and one that listens
      movements.add(one);
      var told = new LinkedBlockingQueue<Set<DataWithMediaType>>();
      movements.add(new Heard(told));
      hear(told, before.positions().toString());

      // when
      for (var position = 4711L; position <= 4713; position++) {
        model.freshness = new Freshness(Map.of(1, position), Instant.EPOCH);

        // then
        hear(told, "{1=%d}".formatted(position));
      }
    } finally {
      movements.stop();
      model.freshness = before;
    }
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

  /// Waits until this is told, for as long as the test may take.
  private static void hear(BlockingQueue<Set<DataWithMediaType>> told, String text)
      throws InterruptedException {
    while (told.take().stream().noneMatch(part -> part.getData().toString().contains(text))) {
      // The same may be told twice.
    }
  }

  /// Hears what is said to it.
  private static final class Heard extends SseEmitter {

    private final BlockingQueue<Set<DataWithMediaType>> told;

    Heard(BlockingQueue<Set<DataWithMediaType>> told) {
      this.told = told;
    }

    @Override
    public void send(Set<DataWithMediaType> items) {
      told.add(items);
    }
  }

  /// Takes the first event; the second one never goes through.
  private static final class Stuck extends SseEmitter {

    final CountDownLatch end = new CountDownLatch(1);
    private boolean isFull;

    @Override
    public void send(Set<DataWithMediaType> items) throws IOException {
      if (isFull) {
        try {
          end.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      isFull = true;
    }
  }

  /// Takes the first event, and nothing after that, not even that it ends.
  private static final class Broken extends SseEmitter {

    private boolean isOver;

    @Override
    public void send(Set<DataWithMediaType> items) {
      if (isOver) {
        throw new UnsupportedOperationException("send");
      }
      isOver = true;
    }

    @Override
    public void completeWithError(Throwable problem) {
      throw new IllegalStateException("completeWithError");
    }
  }
}
