package io.orrery.readmodel.sql;

import io.orrery.readmodel.contract.DocumentContract;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.QueryContract;
import io.orrery.readmodel.contract.RefeedContract;
import io.orrery.readmodel.contract.RetentionContract;
import io.orrery.readmodel.contract.StatisticsContract;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/// The read model in H2.
class H2ReadModelTest
    implements DocumentContract,
        QueryContract,
        StatisticsContract,
        RefeedContract,
        RetentionContract {

  private final Fixture fixture = another();

  @Override
  public Fixture fixture() {
    return fixture;
  }

  @Override
  public Fixture another() {
    return another(Map.of());
  }

  @Override
  public Fixture another(Map<String, Object> arguments) {
    var all = new HashMap<>(arguments);
    all.put("url", "jdbc:h2:mem:" + UUID.randomUUID());
    return new Fixture(new SqlAdapter(all));
  }

  @AfterEach
  void close() {
    fixture.close();
  }
}
