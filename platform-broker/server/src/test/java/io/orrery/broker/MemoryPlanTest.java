package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPlanTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 16})
  void givesNoMoreThanThereIs(int partitions) {
    var budget = 512L << 20;
    var plan = MemoryPlan.of(budget, partitions);
    assertThat(partitions * (plan.storeBytes() + plan.segmentBytes() + plan.inboxBytes()))
        .isLessThanOrEqualTo(budget);
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> MemoryPlan.of(64 << 20, 3))
        .hasMessage("orrery.broker.memory is 64 MiB, but 3 partitions need at least 96 MiB");
  }
}
