package io.orrery.broker.partition;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Brings what the log says to the thread of the partition, in order.
///
/// Entries are bounded by their bytes: the log waits when the partition cannot keep up. The few
/// other events never wait, since the log may hold locks while it tells them.
final class Handover {

  private static final int MAX_BYTES = 8 << 20;
  private static final int FIXED_BYTES = 256;

  private final Doorbell doorbell;
  private final ConcurrentLinkedQueue<LogEvent> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore room = new Semaphore(MAX_BYTES);
  private volatile boolean closed;

  Handover(Doorbell doorbell) {
    this.doorbell = doorbell;
  }

  void entry(LogEvent.Entry entry) {
    if (closed) {
      return;
    }
    room.acquireUninterruptibly(size(entry));
    tell(entry);
  }

  void tell(LogEvent event) {
    queue.add(event);
    if (closed) {
      drop();
    }
    doorbell.ring();
  }

  @Nullable LogEvent poll() {
    var event = queue.poll();
    if (event instanceof LogEvent.Entry entry) {
      room.release(size(entry));
    }
    return event;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /// Lets everything fall that comes from now on, so that the log never waits for a dead partition.
  void close() {
    closed = true;
    drop();
    room.release(MAX_BYTES);
  }

  private void drop() {
    for (var event = poll(); event != null; event = poll()) {
      if (event instanceof LogEvent.Restore restore) {
        restore
            .loaded()
            .completeExceptionally(new IllegalStateException("the partition is closed"));
      }
    }
  }

  private static int size(LogEvent.Entry entry) {
    return Math.min(MAX_BYTES, FIXED_BYTES + entry.bytes().remaining());
  }
}
