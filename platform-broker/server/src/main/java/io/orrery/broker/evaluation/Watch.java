package io.orrery.broker.evaluation;

import io.orrery.bpmn.expression.EvaluationGuard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The evaluations of one partition, as its thread tells of them and the watchdog looks at them.
///
/// Each evaluation has a number. The thread of the partition says which one is running; a verdict
/// names the one that it is about. So a verdict that comes too late is about nobody: nothing needs
/// to be taken back, and the two threads need not agree on anything.
///
/// A slow evaluation lives on credit, which comes back as time goes by without any. So many slow
/// ones in a row do not take many times as long. A tenth of the time is granted in any case: what
/// is slow may be the machine.
final class Watch implements EvaluationGuard {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long NONE = 0;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int GRANTED_PART = 10;

  /// How long an evaluation may run in any case, even when the heap is nearly full.
  static final long PATIENCE_NANOS = 100 * NANOS_PER_MILLI;

  /// Which part of the heap an evaluation must have allocated to be to blame for a full one: what
  /// fills it otherwise may be rubbish, and what holds the evaluation up may be the machine.
  private static final int BLAMED_PART = 50;

  /// How long after its verdict an evaluation should have ended.
  static final long STUCK_NANOS = 5_000 * NANOS_PER_MILLI;

  private final int partition;
  private final long limit;
  private final Runnable wakeUp;

  /// Counted by the thread of the partition only.
  private long number;

  /// Written before [#running], and read after it.
  private @Nullable Thread thread;

  private volatile long running;
  private volatile @Nullable Verdict verdict;

  /// The following belong to the watchdog.
  private long seen;

  private long since;
  private long allocatedBefore;
  private long looked;
  private long credit;
  private boolean isReported;

  /// @param wakeUp told when an evaluation begins
  Watch(int partition, Duration limit, Runnable wakeUp) {
    this.partition = partition;
    this.limit = limit.toNanos();
    this.wakeUp = wakeUp;
    credit = this.limit;
  }

  /// The end of one evaluation.
  private record Verdict(long number, String reason) {}

  @Override
  public void enter() {
    thread = Thread.currentThread();
    running = ++number;
    wakeUp.run();
  }

  @Override
  public @Nullable String verdict() {
    var latest = verdict;
    return latest == null || latest.number() != number ? null : latest.reason();
  }

  @Override
  public void exit() {
    running = NONE;
  }

  boolean isRunning() {
    return running != NONE;
  }

  /// Looks what is running and decides whether it may go on. Called now and then by the watchdog.
  ///
  /// @param heap asked only while something is running
  void look(long nowNanos, Heap heap) {
    var current = running;
    var passed = looked == 0 ? 0 : nowNanos - looked;
    looked = nowNanos;
    if (current == NONE || current != seen) {
      seen = current;
      since = nowNanos;
      allocatedBefore = current == NONE ? 0 : allocated(heap);
      credit = Math.min(limit, credit + passed);
      isReported = false;
      return;
    }
    credit -= passed;
    var reason = reason(nowNanos - since, heap);
    if (reason != null) {
      end(current, reason);
      report(nowNanos - since);
    }
  }

  private long allocated(Heap heap) {
    var evaluating = thread;
    return evaluating == null ? 0 : heap.allocatedBy(evaluating);
  }

  private @Nullable String reason(long age, Heap heap) {
    if (age >= limit) {
      return "it took longer than %d ms".formatted(limit / NANOS_PER_MILLI);
    } else if (credit <= 0 && age >= Math.max(PATIENCE_NANOS, limit / GRANTED_PART)) {
      return "it took %d ms, and slow expressions just before it what was left of %d ms"
          .formatted(age / NANOS_PER_MILLI, limit / NANOS_PER_MILLI);
    } else if (age < PATIENCE_NANOS) {
      return null;
    }
    var use = heap.use();
    return use.isNearlyFull() && allocated(heap) - allocatedBefore >= use.most() / BLAMED_PART
        ? "it was still running after %d ms while the memory was nearly full: %d of %d MiB"
            .formatted(age / NANOS_PER_MILLI, use.used() >> 20, use.most() >> 20)
        : null;
  }

  private void end(long evaluation, String reason) {
    var latest = verdict;
    if (latest == null || latest.number() != evaluation) {
      verdict = new Verdict(evaluation, reason);
    }
  }

  /// What does not end although it is told to is a mistake of ours, and holds up the partition.
  private void report(long age) {
    if (!isReported && age > limit + STUCK_NANOS) {
      isReported = true;
      LOG.error(
          "Partition {} is held up by an expression that does not end: {} ms so far",
          partition,
          age / NANOS_PER_MILLI);
    }
  }
}
