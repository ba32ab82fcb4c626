package io.orrery.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was let in is either written or handed back.
class OutboxTest {

  private static final int FRAMES = 200;
  private static final int LIMIT = 64 << 10;

  private final FakeWire wire = new FakeWire();
  private final ConcurrentLinkedQueue<byte[]> dropped = new ConcurrentLinkedQueue<>();
  private final Outbox outbox = new Outbox(wire, LIMIT, dropped::add);

  private static BrokerFrame frame(long id) {
    return new BrokerFrame.Available(id);
  }

  private static List<BrokerFrame> frames(Iterable<byte[]> packets) {
    var frames = new ArrayList<BrokerFrame>();
    packets.forEach(packet -> frames.addAll(Frames.decode(packet, BrokerFrame.class)));
    return frames;
  }

  @Test
  void handsBackWhatWaitsWhenItIsClosed() {
    wire.ready = true;
    outbox.put(frame(1));
    wire.ready = false;
    outbox.put(frame(2));
    outbox.put(frame(3));

    outbox.close(() -> {});

    assertThat(outbox.put(frame(4))).isFalse();
    assertThat(frames(wire.written)).containsExactly(frame(1));
    assertThat(frames(dropped)).containsExactly(frame(2), frame(3));
  }

  @Test
  void handsBackThePacketThatTheWireRefused() {
    outbox.put(frame(1));
    outbox.put(frame(2));
    wire.broken = true;
    wire.ready = true;

    outbox.write();

    assertThat(frames(dropped)).containsExactly(frame(1), frame(2));
  }

  @Test
  void takesNoMoreThanItsLimit() {
    var taken = 0;
    while (outbox.put(frame(taken))) {
      taken++;
    }
    outbox.close(() -> {});

    assertThat(frames(dropped)).hasSize(taken);
    assertThat(dropped.stream().mapToInt(it -> it.length).sum()).isLessThanOrEqualTo(LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void losesNothingThatComesWhileItIsClosed(int round) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(3)) {
      var puts = new ArrayList<Future<Integer>>();
      for (var i = 0; i < 2; i++) {
        puts.add(threads.submit(() -> putMany(start)));
      }
      var closing =
          threads.submit(() -> {
            start.await();
            outbox.put(frame(round));
            outbox.close(() -> {});
            return 1;
          });
      start.countDown();
      closing.get();
      var taken = 1 + puts.get(0).get() + puts.get(1).get();

      assertThat(frames(dropped)).hasSize(taken).contains(frame(round));
    }
  }

  private int putMany(CountDownLatch start) throws InterruptedException {
    start.await();
    var taken = 0;
    for (var i = 0; i < FRAMES; i++) {
      taken += outbox.put(frame(1_000 + i)) ? 1 : 0;
    }
    return taken;
  }
}
