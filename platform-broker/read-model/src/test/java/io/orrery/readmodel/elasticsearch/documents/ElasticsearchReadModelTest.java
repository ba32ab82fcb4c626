package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.ReadModelContract;
import java.util.Map;

/// The read model in Elasticsearch: a real server, each read model in indices of its own.
class ElasticsearchReadModelTest extends ReadModelContract {

  @Override
  protected Fixture.Adapter adapter(Map<String, Object> arguments) {
    return new ElasticsearchAdapter(arguments);
  }
}
