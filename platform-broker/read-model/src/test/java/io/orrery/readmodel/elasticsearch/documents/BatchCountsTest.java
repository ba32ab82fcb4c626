package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.readmodel.BatchOperations.Claim;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.FaultyServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An item and the counts of its operation are two documents, and Elasticsearch can fail between
/// them.
class BatchCountsTest {

  private static final Instant NOW = Instant.ofEpochMilli(5);

  @Test
  void countsInTheEndWhatCouldNotBeCountedAtOnce() {
    var indices = TestIndices.take(ElasticsearchServer.shared());
    try (var proxy = FaultyServer.inFrontOf(ElasticsearchServer.shared().uri());
        var model =
            ElasticsearchReadModel.open(ElasticsearchSettings.of(proxy.url()), indices.prefix())) {
      // given an operation with an item that is finished, but not counted
      var batches = model.batchOperations();
      var claim = new Claim("one", NOW);
      long key = batches.create("CANCEL_PROCESS_INSTANCE", "ann", NOW, claim).batchOperationKey();
      batches.addItems(key, List.of(new Target(1, 1), new Target(2, 2)));
      batches.begin(key);
      batches.finish(new BatchOperationItem(key, 1, 1, "COMPLETED", NOW, null));
      var failed = new BatchOperationItem(key, 2, 2, "FAILED", NOW, "gone");
      proxy.obey((request, server) ->
          (isCount(request) ? FaultyServer.status(500) : FaultyServer.FAITHFUL)
              .answer(request, server));
      assertThatThrownBy(() -> batches.finish(failed)).isInstanceOf(ReadModelException.class);
      proxy.obey(FaultyServer.FAITHFUL);
      batches.finish(failed);

      // when
      batches.end(key, NOW);

      // then
      var ended = model.find(BatchOperation.class, key).orElseThrow();
      assertThat(ended.state()).isEqualTo("PARTIALLY_COMPLETED");
      assertThat(ended.operationsFailedCount()).isOne();
    } finally {
      indices.giveBack();
    }
  }

  private static boolean isCount(FaultyServer.Request request) {
    return request.isBulk() && request.body().contains("operationsFailedCount");
  }
}
