package io.orrery.readmodel.sql;

import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.ReadModelContract;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The read model in H2.
class H2ReadModelTest extends ReadModelContract {

  @Override
  protected Fixture.Adapter adapter(Map<String, Object> arguments) {
    var all = new HashMap<>(arguments);
    all.put("url", "jdbc:h2:mem:" + UUID.randomUUID());
    return new SqlAdapter(all);
  }
}
