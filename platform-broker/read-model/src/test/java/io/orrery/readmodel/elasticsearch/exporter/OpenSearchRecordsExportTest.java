package io.orrery.readmodel.elasticsearch.exporter;

import io.orrery.readmodel.elasticsearch.OpenSearchServer;
import io.orrery.readmodel.elasticsearch.SearchServer;

/// The same in a real OpenSearch.
class OpenSearchRecordsExportTest extends RecordsExportTest {

  @Override
  SearchServer server() {
    return OpenSearchServer.shared();
  }
}
