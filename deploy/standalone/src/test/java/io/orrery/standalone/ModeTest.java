package io.orrery.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orrery.broker.configuration.BrokerConfiguration;
import io.orrery.gateway.GatewayConfiguration;
import org.junit.jupiter.api.Test;

/// The parts that each mode runs.
class ModeTest {

  private static final String BROKER = BrokerConfiguration.class.getName();
  private static final String GATEWAY = GatewayConfiguration.class.getName();

  @Test
  void runsBothPartsInOneProcess() {
    assertThat(Mode.of("all-in-one").parts()).containsExactly(BROKER, GATEWAY);
  }

  @Test
  void runsEachPartAlone() {
    assertThat(Mode.of("broker").parts()).contains(BROKER).doesNotContain(GATEWAY);
    assertThat(Mode.of("gateway").parts()).contains(GATEWAY).doesNotContain(BROKER);
  }

  @Test
  void namesTheModesWhenItIsGivenAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mode.of("both"))
        .withMessage("orrery.mode must be all-in-one, broker or gateway, not 'both'");
  }
}
