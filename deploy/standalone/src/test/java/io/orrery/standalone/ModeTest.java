package io.orrery.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orrery.broker.configuration.BrokerConfiguration;
import io.orrery.gateway.GatewayConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The parts that each mode runs.
class ModeTest {

  private static final String BROKER = BrokerConfiguration.class.getName();
  private static final String GATEWAY = GatewayConfiguration.class.getName();
  private static final String OPERATE = OperatePart.class.getName();
  private static final String SQL = SqlPart.class.getName();

  @Test
  void runsAllPartsInOneProcess() {
    assertThat(parts("all-in-one", "sql")).containsExactly(BROKER, GATEWAY, OPERATE, SQL);
  }

  @Test
  void runsEachPartAlone() {
    assertThat(parts("broker", "sql")).contains(BROKER).doesNotContain(GATEWAY, OPERATE);
    assertThat(parts("gateway", "sql")).contains(GATEWAY).doesNotContain(BROKER, OPERATE);
    assertThat(parts("operate", "sql")).containsExactly(OPERATE, SQL);
  }

  @Test
  void runsWithoutOperateWhenThereIsNoReadModel() {
    assertThat(parts("all-in-one", "none")).containsExactly(BROKER, GATEWAY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parts("operate", "none"))
        .withMessage("orrery.mode=operate needs a read model");
  }

  @Test
  void takesTheReadModelThatIsWanted() {
    assertThat(parts("operate", "elasticsearch"))
        .containsExactly(OPERATE, ElasticsearchPart.class.getName());
  }

  @Test
  void namesTheModesWhenItIsGivenAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mode.of("both"))
        .withMessage("orrery.mode must be all-in-one, broker, gateway or operate, not 'both'");
  }

  @Test
  void namesTheReadModelsWhenItIsGivenAnother() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadModelType.of("mongo"))
        .withMessage("orrery.read-model.type must be sql, elasticsearch or none, not 'mongo'");
  }

  private static List<String> parts(String mode, String readModel) {
    return ModeSelector.parts(Mode.of(mode), ReadModelType.of(readModel));
  }
}
