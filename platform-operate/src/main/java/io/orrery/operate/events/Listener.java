package io.orrery.operate.events;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Somebody who is told of events. A thread of its own writes to it while there is something to
/// write, so that one who takes nothing holds up nobody else; meanwhile one event waits, the
/// newest. Safe for use by several threads.
final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final SseEmitter emitter;
  private final Consumer<Listener> whenGone;
  private @Nullable Set<DataWithMediaType> waiting;
  private boolean isWriting;

  /// @param whenGone hears of it when it cannot be told anything any more
  Listener(SseEmitter emitter, Consumer<Listener> whenGone) {
    this.emitter = emitter;
    this.whenGone = whenGone;
  }

  /// Tells it this, in place of what still waits.
  synchronized void tell(Set<DataWithMediaType> event) {
    waiting = event;
    if (!isWriting) {
      isWriting = true;
      Thread.ofVirtual().name("operate-listener").start(this::write);
    }
  }

  /// Tells it this unless it has not yet heard all that is more important.
  synchronized void tellIfIdle(Set<DataWithMediaType> event) {
    if (!isWriting) {
      tell(event);
    }
  }

  /// Whatever is wrong with one listener, the others are told. The web server itself ends a request
  /// whose connection is gone, or takes nothing for long; at the same moment nobody else may touch
  /// it.
  private void write() {
    try {
      for (var event = next(); event != null; event = next()) {
        emitter.send(event);
      }
    } catch (IOException | RuntimeException e) {
      // From now on somebody is always writing, so that nobody else begins to.
      LOG.debug("A listener has gone", e);
      whenGone.accept(this);
    }
  }

  private synchronized @Nullable Set<DataWithMediaType> next() {
    var event = waiting;
    waiting = null;
    isWriting = event != null;
    return event;
  }

  /// Ends its connection, after what is being written.
  void end() {
    Thread.ofVirtual().name("operate-listener-end").start(emitter::complete);
  }
}
