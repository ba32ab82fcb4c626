package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CourtesyTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long WINDOW = Courtesy.WINDOW_NANOS;

  private final AtomicLong position = new AtomicLong();
  private final AtomicBoolean isFarBehind = new AtomicBoolean();
  private final Courtesy courtesy = new Courtesy(position::get, isFarBehind::get);

  @Test
  void restsSeveralTimesAsLongAsItWorkedWhileTheEngineIsBusy() {
    makeBusy();

    assertThat(courtesy.rest(WINDOW, WINDOW + 2 * MILLI)).isEqualTo(2 * MILLI * Courtesy.RESTS);
  }

  @Test
  void doesNotRestWhileTheEngineHasLittleToDo() {
    courtesy.rest(0, 0);
    position.addAndGet(Courtesy.BUSY_RECORDS / 10 - 1);

    assertThat(courtesy.rest(WINDOW - MILLI, WINDOW)).isZero();
  }

  @Test
  void goesOnAtFullSpeedWhenTheEngineHasDoneItsWork() {
    makeBusy();

    assertThat(courtesy.rest(2 * WINDOW - MILLI, 2 * WINDOW)).isZero();
  }

  @Test
  void letsNobodyGoFirstWhenItIsFarBehind() {
    makeBusy();
    isFarBehind.set(true);

    assertThat(courtesy.rest(WINDOW, WINDOW + MILLI)).isZero();
  }

  @Test
  void doesNotRestForEverAfterALongCall() {
    makeBusy();

    assertThat(courtesy.rest(WINDOW - TimeUnit.MINUTES.toNanos(1), WINDOW + MILLI))
        .isEqualTo(Courtesy.MAX_NANOS);
  }

  private void makeBusy() {
    courtesy.rest(0, 0);
    position.addAndGet(10 * Courtesy.BUSY_RECORDS);
    courtesy.rest(WINDOW - MILLI, WINDOW);
  }
}
