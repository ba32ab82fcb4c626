package io.orrery.log.ratis;

import io.orrery.log.Replica;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one door to a replica: makes one call at a time, in order, each entry once.
///
/// Ratis tells about entries and new leadership on the thread that applies entries, but about lost
/// leadership and failures on any thread, partly with locks of its own held. So the former wait for
/// their turn, while the latter only leave a message, which is given to the replica at once by
/// whoever has the turn, or by the caller if nobody has.
final class ReplicaCalls {

  /// The term of nobody's leadership.
  static final long NOBODY = -1;

  private sealed interface Message {
    /// Leadership of a term was lost.
    record Follow(long term, String reason) implements Message {}

    /// Nothing will come any more.
    record Failed(String reason, Throwable cause) implements Message {}
  }

  private final Replica replica;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicReference<@Nullable Message> message = new AtomicReference<>();

  /// The term in which the replica may propose, or NOBODY. Written by `lead`, reset by any thread.
  private volatile long leading = NOBODY;

  /// The newest term in which leadership was lost; written by any thread, under the monitor.
  private volatile long lost = NOBODY;

  /// Whether the replica has loaded its state; guarded by the turn.
  private boolean restored;

  /// The term in which the replica was told that it leads, or NOBODY; guarded by the turn.
  private long told = NOBODY;

  /// Whether the replica was told that the log failed; guarded by the turn.
  private boolean stopped;

  /// The newest index in the state of the replica; written with the turn.
  private volatile long delivered = Replica.NOTHING;

  ReplicaCalls(Replica replica) {
    this.replica = replica;
  }

  /// The term in which the replica may propose, or NOBODY.
  long leading() {
    return leading;
  }

  /// The newest index in the state of the replica.
  long delivered() {
    return delivered;
  }

  /// Lets the replica load a snapshot, unless it has got further already by what was delivered to
  /// it.
  void restoreUnlessAhead(@Nullable Path snapshot, long snapshotIndex) {
    inTurn(() -> {
      if (!restored || snapshotIndex > delivered) {
        delivered = Math.max(snapshotIndex, replica.restore(snapshot));
        restored = true;
      }
    });
  }

  void committed(long index, long term, ByteBuffer entry) {
    turn.lock();
    try {
      if (!stopped && index > delivered) {
        replica.committed(index, term, entry);
        delivered = index;
      }
    } finally {
      turn.unlock();
    }
    pass();
  }

  void lead(long term) {
    inTurn(() -> {
      giveWaiting();
      if (stopped || !mayLead(term)) {
        return;
      }
      if (told != NOBODY && told < term) {
        replica.follow("It leads anew in term " + term);
      }
      told = term;
      replica.lead(term);
    });
  }

  private synchronized boolean mayLead(long term) {
    if (term <= lost) {
      return false;
    }
    leading = term;
    return true;
  }

  /// Leadership of this term is over; without effect when it never began, or when the replica leads
  /// in a newer term by now.
  void follow(long term, String reason) {
    synchronized (this) {
      lost = Math.max(lost, term);
      if (leading > term) {
        return;
      }
      leading = NOBODY;
    }
    var next = new Message.Follow(term, reason);
    message.getAndUpdate(
        old -> old instanceof Message.Follow(long of, _) && of < term || old == null ? next : old);
    pass();
  }

  void failed(String reason, Throwable cause) {
    leading = NOBODY;
    message.getAndUpdate(
        old -> old instanceof Message.Failed ? old : new Message.Failed(reason, cause));
    pass();
  }

  private void inTurn(Runnable call) {
    turn.lock();
    try {
      call.run();
    } finally {
      turn.unlock();
    }
    pass();
  }

  /// Gives a waiting message to the replica unless somebody else has the turn, who will do it then.
  private void pass() {
    while (message.get() != null && !turn.isHeldByCurrentThread() && turn.tryLock()) {
      try {
        giveWaiting();
      } finally {
        turn.unlock();
      }
    }
  }

  /// Called with the turn.
  private void giveWaiting() {
    Message next = message.getAndSet(null);
    if (next != null && !stopped) {
      give(next);
    }
  }

  private void give(Message next) {
    switch (next) {
      case Message.Follow(long term, String reason) -> {
        if (told != NOBODY && told <= term) {
          told = NOBODY;
          replica.follow(reason);
        }
      }
      case Message.Failed(String reason, Throwable cause) -> {
        stopped = true;
        told = NOBODY;
        replica.failed(reason, cause);
      }
    }
  }
}
