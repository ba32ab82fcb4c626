package io.orrery.broker.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.disk.DiskSpace;
import io.orrery.transport.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final BackPressure SETTINGS =
      new BackPressure(Duration.ofMillis(100), 512, 4_096, 8 << 20);

  private final Admission admission = new Admission(1, SETTINGS, () -> DiskSpace.UNKNOWN);

  @Test
  void refusesEverythingAsUnavailableWhileItIsShut() {
    for (var kind : CommandClass.values()) {
      assertThat(admission.refusal(kind, 0, 1)).isInstanceOf(Answer.Unavailable.class);
    }
  }

  /// A log that ran out of space closes; what is wrong is the disk, and when it has room again the
  /// partition is merely not there yet.
  @Test
  void blamesTheDiskWhileItIsShutWithoutSpace() {
    var disk = new AtomicReference<>(DiskSpace.UNKNOWN);
    var door = new Admission(1, SETTINGS, disk::get);
    disk.set(new DiskSpace(DiskSpace.Level.CRITICAL, 3 << 20, 20 << 20, 10 << 20));
    for (var kind : List.of(CommandClass.CREATE, CommandClass.WORK)) {
      assertThat(door.refusal(kind, 0, 1))
          .isEqualTo(
              new Answer.Overloaded(
                  "disk", "3 MiB of disk are free; creates need 20 MiB, everything else 10 MiB"));
    }
    assertThat(door.refused("disk")).isEqualTo(2);
    assertThat(door.refusal(CommandClass.INTERNAL, 0, 1)).isInstanceOf(Answer.Unavailable.class);
    disk.set(DiskSpace.UNKNOWN);
    assertThat(door.refusal(CommandClass.WORK, 0, 1)).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void letsTwoThousandCommandsInFromTheBeginning() {
    admission.open();
    assertThat(admission.refusal(CommandClass.CREATE, 2_000, 1)).isNull();
  }

  @Test
  void refusesCreatesAtTheLimitOthersAtFourTimesTheLargestAndInternalOnesNever() {
    admission.open();
    var limit = admission.limit().limit();
    assertThat(admission.refusal(CommandClass.CREATE, limit - 1, 1)).isNull();
    assertThat(admission.refusal(CommandClass.CREATE, limit, 1))
        .isInstanceOf(Answer.Overloaded.class);
    assertThat(admission.refusal(CommandClass.WORK, 4 * 4_096 - 1, 1)).isNull();
    assertThat(admission.refusal(CommandClass.WORK, 4 * 4_096, 1))
        .isInstanceOf(Answer.Overloaded.class);
    assertThat(admission.refusal(CommandClass.INTERNAL, 1 << 30, 1L << 40)).isNull();
  }

  @Test
  void leavesAQuarterOfTheMemoryToCompletions() {
    admission.open();
    assertThat(admission.refusal(CommandClass.CREATE, 0, 6 << 20)).isNull();
    assertThat(admission.refusal(CommandClass.CREATE, 0, (6 << 20) + 1))
        .isInstanceOfSatisfying(
            Answer.Overloaded.class, it -> assertThat(it.cause()).isEqualTo("memory"));
    assertThat(admission.refusal(CommandClass.WORK, 0, 8 << 20)).isNull();
    assertThat(admission.refusal(CommandClass.WORK, 0, (8 << 20) + 1)).isNotNull();
  }

  @Test
  void takesLessWhileCommandsTakeTooLongButNeverLessThanTheLeast() {
    var limit = admission.limit();
    var before = limit.limit();
    limit.sample(0, Duration.ofMillis(200).toNanos(), before);
    assertThat(limit.limit()).isEqualTo((int) (before * 0.9));
    for (var second = 1; second < 100; second++) {
      limit.sample(Duration.ofSeconds(second).toNanos(), Duration.ofMillis(200).toNanos(), 1);
    }
    assertThat(limit.limit()).isEqualTo(512);
  }

  @Test
  void cutsOnceForWhatWasAdmittedBeforeTheCut() {
    var limit = admission.limit();
    var late = Duration.ofMillis(200).toNanos();
    limit.sample(late, late, 2_000);
    var once = limit.limit();
    limit.sample(late + 1, late, 2_000);
    assertThat(limit.limit()).isEqualTo(once);
  }

  @Test
  void takesMoreWhileCommandsAreFastAndTheLimitIsUsed() {
    var limit = admission.limit();
    var before = limit.limit();
    limit.sample(1, 1, before);
    assertThat(limit.limit()).isEqualTo(before + 1);
    limit.sample(2, 1, 1);
    assertThat(limit.limit()).isEqualTo(before + 1);
  }
}
