package io.orrery.broker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final long SECOND = 1_000_000_000;
  private static final int MEBIBYTE = 1 << 20;
  private static final HeapUse ROOMY = new HeapUse(10 * MEBIBYTE, 100 * MEBIBYTE);
  private static final HeapUse FULL = new HeapUse(90 * MEBIBYTE, 100 * MEBIBYTE);

  private final AtomicInteger wakeUps = new AtomicInteger();
  private final Watch watch = new Watch(1, Duration.ofSeconds(5), wakeUps::incrementAndGet);
  private long now = 1_000_000 * SECOND;

  /// What the evaluating thread allocates between two looks, and what it has allocated.
  private long appetite = MEBIBYTE;

  private long allocated;

  private void look(double secondsLater) {
    look(secondsLater, ROOMY);
  }

  private void look(double secondsLater, HeapUse heap) {
    now += (long) (secondsLater * SECOND);
    allocated += appetite;
    watch.look(now, heap(() -> heap));
  }

  private Heap heap(Supplier<HeapUse> use) {
    return new Heap() {
      @Override
      public HeapUse use() {
        return use.get();
      }

      @Override
      public long allocatedBy(Thread thread) {
        assertThat(thread).isSameAs(Thread.currentThread());
        return allocated;
      }
    };
  }

  @Test
  void letsAnEvaluationGoOnUntilItsTimeIsUp() {
    watch.enter();
    look(0);
    look(4.9);
    assertThat(watch.verdict()).isNull();
    look(0.1);
    assertThat(watch.verdict()).isEqualTo("it took longer than 5000 ms");
    look(1);
    assertThat(watch.verdict()).isEqualTo("it took longer than 5000 ms");
  }

  @Test
  void saysWhenAnEvaluationBeginsAndWhetherOneIsRunning() {
    watch.enter();
    assertThat(watch.isRunning()).isTrue();
    watch.exit();
    assertThat(watch.isRunning()).isFalse();
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void leavesTheNextEvaluationAloneWhenOneWasEnded() {
    watch.enter();
    look(0);
    look(5);
    assertThat(watch.verdict()).isNotNull();
    watch.exit();

    watch.enter();
    assertThat(watch.verdict()).isNull();
    watch.exit();
  }

  /// The verdict is being reached just when the evaluation ends and another one begins.
  @Test
  void leavesTheNextEvaluationAloneWhenTheVerdictComesTooLate() {
    watch.enter();
    look(0);
    now += SECOND;
    allocated += FULL.used();
    watch.look(
        now,
        heap(() -> {
          watch.exit();
          watch.enter();
          return FULL;
        }));
    assertThat(watch.verdict()).isNull();

    look(0.01, FULL);
    look(0.09, FULL);
    assertThat(watch.verdict()).isNull();
    look(0.01, FULL);
    assertThat(watch.verdict()).isNotNull();
  }

  @Test
  void neverMindsManyShortEvaluations() {
    for (var i = 0; i < 1_000; i++) {
      watch.enter();
      look(0.05, FULL);
      assertThat(watch.verdict()).isNull();
      watch.exit();
    }
  }

  @Test
  void endsWhatRunsForAWhileWhenTheHeapIsNearlyFull() {
    watch.enter();
    look(0, FULL);
    look(0.05, FULL);
    assertThat(watch.verdict()).isNull();
    look(0.05, FULL);
    assertThat(watch.verdict())
        .isEqualTo(
            "it was still running after 100 ms while the memory was nearly full: 90 of 100 MiB");
  }

  /// The heap is full of rubbish, and the machine holds up everybody.
  @Test
  void doesNotBlameAFullHeapOnWhatAllocatesLittle() {
    appetite = MEBIBYTE / 4;
    watch.enter();
    for (var i = 0; i < 8; i++) {
      look(0.1, FULL);
      assertThat(watch.verdict()).isNull();
    }
    look(0.1, FULL);
    assertThat(watch.verdict()).startsWith("it was still running after 800 ms");
  }

  @Test
  void countsSlowEvaluationsInARowTogether() {
    for (var i = 0; i < 2; i++) {
      watch.enter();
      look(0);
      look(2);
      assertThat(watch.verdict()).isNull();
      watch.exit();
    }
    watch.enter();
    look(0);
    look(1.5);
    assertThat(watch.verdict())
        .isEqualTo("it took 1500 ms, and slow expressions just before it what was left of 5000 ms");
    watch.exit();

    watch.enter();
    look(0);
    look(0.4);
    assertThat(watch.verdict()).isNull();
    watch.exit();

    look(7);
    watch.enter();
    look(0);
    look(4.5);
    assertThat(watch.verdict()).isNull();
  }
}
