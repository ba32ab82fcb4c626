package io.orrery.operate.events;

import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.query.Freshness;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Looks at the read model twice a second while somebody listens, and tells them when it has moved,
/// or that all is quiet: who hears nothing for long has lost the connection. One thread looks, and
/// waits for no listener.
public final class Movements implements SmartLifecycle {

  static final int MAX_LISTENERS = 64;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(Movements.class);

  private final ReadModel model;

  /// Who listens, and which positions each was told last.
  private final Map<Listener, Map<Integer, Long>> listeners = new ConcurrentHashMap<>();

  private volatile boolean running;
  private @Nullable Thread watcher;

  public Movements(ReadModel model) {
    this.model = model;
  }

  /// A new listener, who hears at once where things stand.
  SseEmitter listen() {
    return add(new SseEmitter(LONGEST.toMillis()));
  }

  SseEmitter add(SseEmitter emitter) {
    if (listeners.size() >= MAX_LISTENERS) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "RESOURCE_EXHAUSTED",
          "%d listeners are connected already".formatted(MAX_LISTENERS));
    }
    var listener = new Listener(emitter, listeners::remove);
    emitter.onCompletion(() -> listeners.remove(listener));
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> listeners.remove(listener));
    // Before the look: what moves after it, the thread tells.
    listeners.put(listener, Map.of());
    try {
      tell(listener, model.freshness());
    } catch (RuntimeException e) {
      listeners.remove(listener);
      throw e;
    }
    return emitter;
  }

  @Override
  public synchronized void start() {
    // Told before the thread looks.
    running = true;
    watcher = Thread.ofVirtual().name("operate-events").start(this::watch);
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (watcher != null) {
      watcher.interrupt();
    }
    // Open connections would keep the web server from stopping.
    listeners.keySet().forEach(Listener::end);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Before the web server waits for its requests to end.
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private void watch() {
    var said = System.nanoTime();
    try {
      while (running) {
        Thread.sleep(PAUSE);
        var isDue = System.nanoTime() - said > HEARTBEAT.toNanos();
        var now = listeners.isEmpty() ? null : freshness();
        if (now != null) {
          tellWhoHasNotHeard(now);
        }
        if (isDue) {
          said = System.nanoTime();
          var event = SseEmitter.event().name("quiet").data("").build();
          listeners.keySet().forEach(listener -> listener.tellIfIdle(event));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tells everybody who was told of other positions last.
  private void tellWhoHasNotHeard(Freshness now) {
    listeners.forEach((listener, told) -> {
      if (!told.equals(now.positions())) {
        tell(listener, now);
      }
    });
  }

  /// What it is told last and what is noted of that must be the same.
  private synchronized void tell(Listener listener, Freshness now) {
    listener.tell(moved(now));
    listeners.replace(listener, now.positions());
  }

  private @Nullable Freshness freshness() {
    try {
      return model.freshness();
    } catch (RuntimeException e) {
      LOG.warn("The read model does not answer", e);
      return null;
    }
  }

  private static Set<DataWithMediaType> moved(Freshness freshness) {
    return SseEmitter.event()
        .name("moved")
        .data(new Moved(freshness.asOf().toString(), freshness.positions()))
        .build();
  }

  record Moved(String asOf, Map<Integer, Long> positions) {}
}
