package io.orrery.operate.batch;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.BatchOperations.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which batches this process carries out. A claim is for a short time, so that another process
/// goes on with what this one has left behind; it is renewed while a batch is worked on. The clocks
/// of the processes may differ by what is between two renewals and the end of a claim.
final class Claims {

  /// How long a claim is good for.
  static final Duration TERM = Duration.ofSeconds(20);

  /// After what time it is renewed.
  static final Duration RENEWAL = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final BatchOperations store;
  private final InstantSource clock;
  private final String owner = UUID.randomUUID().toString();

  Claims(BatchOperations store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// A claim that begins now.
  Claim fresh() {
    return at(clock.instant());
  }

  private Claim at(Instant now) {
    return new Claim(owner, now.plus(TERM));
  }

  /// Claims a batch; null if another process has it or it has ended.
  @Nullable Held take(long key) {
    var now = clock.instant();
    var claim = at(now);
    return store.claim(key, claim, now) ? new Held(key, now, claim.until()) : null;
  }

  /// A batch that is claimed. For one thread.
  final class Held {

    private final long key;
    private Instant since;
    private Instant until;
    private boolean isLost;

    private Held(long key, Instant since, Instant until) {
      this.key = key;
      this.since = since;
      this.until = until;
    }

    /// Whether it is still claimed; renews the claim in time. While that fails it is good for as
    /// long as it was.
    boolean isKept() {
      var now = clock.instant();
      if (!isLost && !now.isBefore(since.plus(RENEWAL))) {
        renew(now);
      }
      return !isLost && now.isBefore(until);
    }

    private void renew(Instant now) {
      var claim = at(now);
      try {
        isLost = !store.claim(key, claim, now);
        since = now;
        until = claim.until();
      } catch (RuntimeException e) {
        LOG.warn("The claim on the batch {} cannot be renewed yet: {}", key, e.toString());
      }
    }
  }
}
