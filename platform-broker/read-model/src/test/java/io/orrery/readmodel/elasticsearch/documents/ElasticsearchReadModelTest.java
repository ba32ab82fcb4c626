package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.contract.DocumentContract;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.QueryContract;
import io.orrery.readmodel.contract.RefeedContract;
import io.orrery.readmodel.contract.RetentionContract;
import io.orrery.readmodel.contract.StatisticsContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// The read model in Elasticsearch: a real server, each read model in indices of its own.
class ElasticsearchReadModelTest
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
    return new Fixture(new ElasticsearchAdapter(arguments));
  }

  @AfterEach
  void close() {
    fixture.close();
  }
}
