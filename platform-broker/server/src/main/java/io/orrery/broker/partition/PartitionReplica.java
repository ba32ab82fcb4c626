package io.orrery.broker.partition;

import io.orrery.log.Replica;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The side of a partition that the log sees. It does the effects of the partition's own decisions
/// right where the log tells that they are committed, and hands everything else over to the thread
/// of the partition.
final class PartitionReplica implements Replica {

  private final Flights flights;
  private final Handover handover;
  private final EffectRunner effects;
  private final Doorbell doorbell;
  private final Runnable pump;
  private final Runnable listener;

  /// @param pump makes the partition look around, where it has no thread that does
  /// @param listener is told that something was committed, when its effects are done
  PartitionReplica(
      Flights flights,
      Handover handover,
      EffectRunner effects,
      Doorbell doorbell,
      Runnable pump,
      Runnable listener) {
    this.pump = pump;
    this.listener = listener;
    this.flights = flights;
    this.handover = handover;
    this.effects = effects;
    this.doorbell = doorbell;
  }

  @Override
  public long restore(@Nullable Path snapshot) {
    var loaded = new CompletableFuture<Long>();
    handover.tell(new LogEvent.Restore(snapshot, loaded));
    pump.run();
    long index = loaded.join();
    flights.restored(index);
    return index;
  }

  @Override
  public void committed(long index, long term, ByteBuffer entry) {
    var bytes = entry.remaining();
    var own = flights.committed(index, term, LiveState.baseOf(entry), bytes);
    if (own == null) {
      handover.entry(new LogEvent.Entry(index, entry));
      if (flights.isClear()) {
        handover.tell(flights.again());
      }
      listener.run();
      return;
    }
    while (own != null) {
      own = act(own);
    }
    doorbell.ring();
    listener.run();
  }

  private @Nullable Flight act(Flight flight) {
    @Nullable Flight next;
    try {
      effects.run(flight);
    } finally {
      next = flights.done(flight);
    }
    return next;
  }

  @Override
  public void lead(long term) {
    handover.tell(new LogEvent.Lead(term, flights.lead(term)));
  }

  @Override
  public void follow(String reason) {
    handover.tell(new LogEvent.Follow(reason, flights.follow()));
  }

  @Override
  public void failed(String reason, Throwable cause) {
    handover.tell(new LogEvent.Failed(reason, cause));
  }
}
