package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.ReadModelContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// The read model in Elasticsearch: a real server, each read model in indices of its own.
class ElasticsearchReadModelTest implements ReadModelContract {

  private final Fixture fixture = another();

  @Override
  public Fixture fixture() {
    return fixture;
  }

  @Override
  public Fixture another(Map<String, Object> arguments) {
    return new Fixture(new ElasticsearchAdapter(arguments));
  }

  @AfterEach
  void close() {
    fixture.close();
  }
}
