package io.orrery.transport.stream;

import io.grpc.stub.CallStreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The frames that wait to be written to one stream. Any thread may put a frame in; whoever finds
/// nobody writing writes, and frames that come meanwhile share a packet.
final class Outbox {

  /// A packet is closed as soon as it is this large.
  private static final int PACKET = 64 * 1024;

  private final CallStreamObserver<byte[]> wire;
  private final long limit;
  private final Consumer<byte[]> dropped;
  private final ConcurrentLinkedQueue<byte[]> frames = new ConcurrentLinkedQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicInteger visits = new AtomicInteger();
  private volatile @Nullable Runnable closing;
  private boolean closed;

  /// @param limit how many bytes may wait
  /// @param dropped takes the packets that were let in and are not written, since the wire was
  ///   closed before
  Outbox(CallStreamObserver<byte[]> wire, long limit, Consumer<byte[]> dropped) {
    this.wire = wire;
    this.limit = limit;
    this.dropped = dropped;
  }

  /// Writes a frame, now or when the wire takes it.
  ///
  /// @return whether there was room
  boolean put(Frame frame) {
    if (closing != null) {
      return false;
    }
    var bytes = Frames.encode(frame);
    if (waiting.addAndGet(bytes.length) > limit) {
      waiting.addAndGet(-bytes.length);
      return false;
    }
    frames.add(bytes);
    write();
    return true;
  }

  /// Closes the wire as soon as nobody writes to it; what waits is dropped.
  void close(Runnable how) {
    closing = how;
    write();
  }

  /// Writes what waits, as far as the wire takes it.
  void write() {
    if (visits.getAndIncrement() != 0) {
      return;
    }
    var seen = 1;
    do {
      var how = closing;
      if (how == null) {
        writePackets();
      } else {
        drop();
        if (!closed) {
          closed = true;
          how.run();
        }
      }
      seen = visits.addAndGet(-seen);
    } while (seen != 0);
  }

  /// Also what was let in at the moment of the closing: whoever put it in comes by here too.
  private void drop() {
    for (var frame = frames.poll(); frame != null; frame = frames.poll()) {
      waiting.addAndGet(-frame.length);
      dropped.accept(frame);
    }
  }

  private void writePackets() {
    while (closing == null && wire.isReady()) {
      var packet = nextPacket();
      if (packet == null) {
        return;
      }
      try {
        wire.onNext(packet);
      } catch (RuntimeException e) {
        // the call was cancelled between two looks; its listener hears of it
        closing = () -> {};
        dropped.accept(packet);
      }
    }
  }

  private byte @Nullable [] nextPacket() {
    var first = frames.poll();
    if (first == null) {
      return null;
    }
    waiting.addAndGet(-first.length);
    var second = first.length < PACKET ? frames.poll() : null;
    if (second == null) {
      return first;
    }
    var packet = new ByteArrayOutputStream(4 * (first.length + second.length));
    packet.writeBytes(first);
    for (var next = second; next != null; next = packet.size() < PACKET ? frames.poll() : null) {
      waiting.addAndGet(-next.length);
      packet.writeBytes(next);
    }
    return packet.toByteArray();
  }
}
