package io.orrery.readmodel.sql;

import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.ReadModelContract;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/// The read model in H2.
class H2ReadModelTest implements ReadModelContract {

  private final Fixture fixture = another();

  @Override
  public Fixture fixture() {
    return fixture;
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
