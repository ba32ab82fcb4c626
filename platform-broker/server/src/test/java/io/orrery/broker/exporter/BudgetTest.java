package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.disk.DiskSpace;
import io.orrery.log.LogStatus;
import org.junit.jupiter.api.Test;

/// How much log an exporter that is behind may keep.
class BudgetTest {

  private static final long MIB = 1 << 20;

  private final Budget budget = new Budget(1_000 * MIB, 1);

  private static DiskSpace free(long mib) {
    return new DiskSpace(DiskSpace.Level.ENOUGH, mib * MIB, 100 * MIB, 50 * MIB);
  }

  private static LogStatus log(long first, long last, long bytes) {
    return new LogStatus(LogStatus.Role.LEADER, 1, first, last, last, bytes, true, "");
  }

  @Test
  void isWhatWasConfiguredWhileThereIsRoom() {
    assertThat(budget.on(DiskSpace.UNKNOWN, 0)).isEqualTo(1_000 * MIB);
    assertThat(budget.on(free(5_000), 0)).isEqualTo(1_000 * MIB);
  }

  @Test
  void isHalfOfTheRoomOnASmallDisk() {
    assertThat(budget.on(free(300), 0)).isEqualTo(100 * MIB);
    assertThat(budget.on(free(200), 100 * MIB)).isEqualTo(100 * MIB);
    assertThat(new Budget(1_000 * MIB, 2).on(free(300), 0)).isEqualTo(50 * MIB);
  }

  @Test
  void isNeverNothing() {
    assertThat(budget.on(free(0), 0)).isEqualTo(Budget.LEAST);
    assertThat(new Budget(5, 1).on(free(0), 0)).isEqualTo(5);
  }

  @Test
  void measuresTheLogBehindAnEntry() {
    assertThat(Budget.behind(-1, log(0, 99, 1_000))).isEqualTo(1_000);
    assertThat(Budget.behind(49, log(0, 99, 1_000))).isEqualTo(500);
    assertThat(Budget.behind(99, log(0, 99, 1_000))).isZero();
    assertThat(Budget.behind(10, log(100, 199, 1_000))).isEqualTo(1_000);
    assertThat(Budget.behind(5, log(-1, -1, 0))).isZero();
  }
}
