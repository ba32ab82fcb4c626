package io.orrery.broker.admission;

import com.netflix.concurrency.limits.limit.AIMDLimit;
import java.util.concurrent.TimeUnit;

/// How many commands a partition takes at a time before it refuses creates: more while commands are
/// committed within the target latency, a tenth less when they are not.
///
/// One sample per committed entry, from one thread at a time; everyone may read the limit. (Vegas
/// and Gradient compare with the latency of an idle partition, and so punish the batching that
/// makes a busy one cheap.)
public final class AdaptiveLimit {

  private static final double BACK_OFF = 0.9;

  private final AIMDLimit limit;
  private final long targetNanos;
  private long quietUntil;

  public AdaptiveLimit(BackPressure settings) {
    targetNanos = settings.targetLatency().toNanos();
    limit =
        AIMDLimit.newBuilder()
            .initialLimit((settings.minLimit() + settings.maxLimit()) / 2)
            .minLimit(settings.minLimit())
            .maxLimit(settings.maxLimit())
            .backoffRatio(BACK_OFF)
            .timeout(targetNanos, TimeUnit.NANOSECONDS)
            .build();
  }

  /// After a cut, what was admitted before it says nothing about the new limit, so it is not
  /// counted.
  ///
  /// @param nowNanos when the entry was committed
  /// @param latencyNanos how long the first command in it took from admission to commit
  /// @param inFlight how many commands are under way
  public void sample(long nowNanos, long latencyNanos, int inFlight) {
    if (latencyNanos > targetNanos) {
      if (nowNanos - quietUntil < 0) {
        return;
      }
      quietUntil = nowNanos + latencyNanos;
    }
    limit.onSample(nowNanos - latencyNanos, latencyNanos, inFlight, false);
  }

  public int limit() {
    return limit.getLimit();
  }
}
