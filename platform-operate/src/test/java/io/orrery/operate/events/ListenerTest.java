package io.orrery.operate.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@Timeout(180)
class ListenerTest {

  private final BlockingQueue<Listener> gone = new LinkedBlockingQueue<>();

  @Test
  void hearsTheNewestOfWhatWasSaidWhileItWasHeldUp() throws InterruptedException {
    // given
    var slow = new Slow();
    var listener = new Listener(slow, gone::add);
    listener.tell(event("first"));
    assertThat(slow.begun.take()).isEqualTo("first");

    // when
    listener.tell(event("second"));
    listener.tell(event("third"));
    listener.tellIfIdle(event("quiet"));

    // then
    slow.taken.put(true);
    assertThat(slow.begun.take()).isEqualTo("third");
    listener.tell(event("fourth"));
    slow.taken.put(true);
    assertThat(slow.begun.take()).isEqualTo("fourth");
    slow.taken.put(true);
  }

  @Test
  void isGoneWhenItCannotBeToldAndHearsNothingMore() throws InterruptedException {
    var slow = new Slow();
    var listener = new Listener(slow, gone::add);
    listener.tell(event("first"));
    slow.taken.put(false);

    assertThat(gone.take()).isSameAs(listener);
    listener.tell(event("second"));
    listener.tellIfIdle(event("quiet"));

    assertThat(slow.begun).containsExactly("first");
  }

  private static Set<DataWithMediaType> event(String text) {
    return Set.of(new DataWithMediaType(text, null));
  }

  /// Takes an event when it is told to, or refuses it.
  private static final class Slow extends SseEmitter {

    final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    final BlockingQueue<Boolean> taken = new SynchronousQueue<>();

    @Override
    public void send(Set<DataWithMediaType> items) {
      items.forEach(item -> begun.add(item.getData().toString()));
      try {
        if (!taken.take()) {
          throw new IllegalStateException("the connection is lost");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
