package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.contract.DocumentContract;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.QueryContract;
import io.orrery.readmodel.contract.RefeedContract;
import io.orrery.readmodel.contract.RetentionContract;
import io.orrery.readmodel.contract.StatisticsContract;
import io.orrery.readmodel.elasticsearch.OpenSearchServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// The read model in OpenSearch: a real server, each read model in indices of its own.
class OpenSearchReadModelTest
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
    return new Fixture(new ElasticsearchAdapter(arguments, OpenSearchServer.shared()));
  }

  @AfterEach
  void close() {
    fixture.close();
  }
}
