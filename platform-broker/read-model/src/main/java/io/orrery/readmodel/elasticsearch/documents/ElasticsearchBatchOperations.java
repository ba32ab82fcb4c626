package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.adapter.Batches;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.BatchState;
import io.orrery.readmodel.schema.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The batch operations in Elasticsearch. What is written here is seen by the next search in the
/// same process. Safe for use by several threads.
final class ElasticsearchBatchOperations implements BatchOperations {

  /// How often a document is read and written anew when others write it too.
  private static final int MAX_ATTEMPTS = 20;

  /// How many operations can begin within the same millisecond.
  private static final int KEYS_PER_MILLI = 1_000;

  private static final int CONFLICT = 409;
  private static final Kind<BatchOperation> OPERATIONS = Kind.of(BatchOperation.class);
  private static final Kind<BatchOperationItem> ITEMS = Kind.of(BatchOperationItem.class);
  private static final String OPERATION = "batchOperationKey";

  private final Server server;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean isUnseen;
  private boolean isPrepared;

  ElasticsearchBatchOperations(Server server) {
    this.server = server;
  }

  @Override
  public BatchOperation create(String type, String actor, Instant startDate, Claim claim) {
    return locked(() -> {
      prepare();
      long first = startDate.toEpochMilli() * KEYS_PER_MILLI;
      for (long key = first; key < first + KEYS_PER_MILLI; key++) {
        var operation = Batches.begun(key, type, actor, startDate);
        if (put(OPERATIONS, Long.toString(key), DocumentJson.of(operation, claim), null)) {
          return operation;
        }
      }
      throw new IllegalStateException("too many operations begin at " + startDate);
    });
  }

  private void prepare() {
    if (!isPrepared) {
      try {
        var _ = new Indices(server).ensure();
      } catch (DestinationUnavailableException e) {
        throw new ReadModelException("batch operations cannot be kept", e);
      }
      isPrepared = true;
    }
  }

  @Override
  public boolean claim(long batchOperationKey, Claim claim, Instant now) {
    return locked(() -> {
      prepare();
      for (int i = 0; i < MAX_ATTEMPTS; i++) {
        var known = read(OPERATIONS, Long.toString(batchOperationKey));
        if (known == null) {
          return false;
        }
        var operation = DocumentJson.document(OPERATIONS, known.source());
        var before = DocumentJson.claim(known.source());
        var isFree = before.owner().equals(claim.owner()) || !before.until().isAfter(now);
        if (operation.endDate() != null || !isFree) {
          return false;
        } else if (put(operation, claim, known)) {
          return true;
        }
      }
      throw tooMany(batchOperationKey);
    });
  }

  private boolean put(BatchOperation operation, Claim claim, Known known) {
    var id = Long.toString(operation.batchOperationKey());
    return put(OPERATIONS, id, DocumentJson.of(operation, claim), known);
  }

  @Override
  public void addItems(long batchOperationKey, List<Target> targets) {
    var items = Batches.items(batchOperationKey, targets);
    locked(() -> {
      addThoseThatAreNew(items);
      refresh();
      int total = count(ofOperation(batchOperationKey));
      change(
          batchOperationKey,
          it -> counted(it, total, it.operationsCompletedCount(), it.operationsFailedCount()));
      return true;
    });
  }

  private static Query ofOperation(long key) {
    return Clauses.equal(OPERATION, key);
  }

  private static Query ofOperation(long key, String state) {
    return Clauses.all(List.of(ofOperation(key), Clauses.equal("state", state)));
  }

  private int count(Query items) {
    var search = Searches.of(items).withMaxResults(0).withTrackTotalHits(true).build();
    return (int) server.search(ITEMS, search).getTotalHits();
  }

  private void addThoseThatAreNew(List<BatchOperationItem> items) {
    if (items.isEmpty()) {
      return;
    }
    var alias = server.names().alias(ITEMS);
    var operations =
        items.stream().map(it -> operation(alias, id(it), DocumentJson.of(it), null)).toList();
    var answer = Server.ask(() -> server.client().bulk(it -> it.operations(operations)));
    isUnseen = true;
    answer.items().forEach(ElasticsearchBatchOperations::isDone);
  }

  /// Whether something was written; not if something else is there.
  private static boolean isDone(BulkResponseItem item) {
    var error = item.error();
    if (error != null && item.status() != CONFLICT) {
      throw new ReadModelException(
          "a batch operation cannot be kept", new IOException(String.valueOf(error.reason())));
    }
    return error == null;
  }

  private static String id(BatchOperationItem item) {
    return item.batchOperationKey() + "-" + item.itemKey();
  }

  @Override
  public void finish(BatchOperationItem item) {
    locked(() -> {
      if (isFinishedNow(item)) {
        int completed = Batches.completed(item);
        int failed = Batches.failed(item);
        change(
            item.batchOperationKey(),
            it ->
                counted(
                    it,
                    it.operationsTotalCount(),
                    it.operationsCompletedCount() + completed,
                    it.operationsFailedCount() + failed));
      }
      return true;
    });
  }

  private boolean isFinishedNow(BatchOperationItem item) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      var known = read(ITEMS, id(item));
      if (known == null || !BatchState.ACTIVE.equals(known.source().get("state"))) {
        return false;
      } else if (put(ITEMS, id(item), DocumentJson.of(item), known)) {
        return true;
      }
    }
    throw tooMany(item.batchOperationKey());
  }

  @Override
  public List<BatchOperationItem> open(long batchOperationKey, int limit) {
    refresh();
    var search =
        Searches.of(ofOperation(batchOperationKey, BatchState.ACTIVE))
            .withSort(Searches.sort("itemKey", false))
            .withMaxResults(Batches.atOnce(limit))
            .withTrackTotalHits(false)
            .build();
    return server.search(ITEMS, search).stream()
        .map(hit -> DocumentJson.document(ITEMS, hit.getContent().source()))
        .toList();
  }

  @Override
  public void begin(long batchOperationKey) {
    locked(() ->
        change(
            batchOperationKey,
            it ->
                it.state().equals(BatchState.CREATED) ? inState(it, BatchState.ACTIVE, null) : it));
  }

  @Override
  public boolean stop(long batchOperationKey) {
    return locked(() ->
        change(
            batchOperationKey,
            it -> it.endDate() == null ? inState(it, BatchState.CANCELED, null) : it));
  }

  /// An item and its operation are not written at once, so that an item may have been finished and
  /// not counted. Here all are counted anew.
  @Override
  public void end(long batchOperationKey, Instant date) {
    locked(() -> {
      refresh();
      int completed = count(ofOperation(batchOperationKey, BatchState.COMPLETED));
      int failed = count(ofOperation(batchOperationKey, BatchState.FAILED));
      return change(
          batchOperationKey, it -> it.endDate() == null ? ended(it, completed, failed, date) : it);
    });
  }

  private static BatchOperation ended(BatchOperation it, int completed, int failed, Instant date) {
    var counted = counted(it, it.operationsTotalCount(), completed, failed);
    return inState(counted, Batches.ended(it.state(), completed, failed), date);
  }

  /// @return whether there is such an operation and it had not ended
  private boolean change(long key, UnaryOperator<BatchOperation> change) {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      var known = read(OPERATIONS, Long.toString(key));
      if (known == null) {
        return false;
      }
      var operation = DocumentJson.document(OPERATIONS, known.source());
      var changed = change.apply(operation);
      if (changed.equals(operation) || put(changed, DocumentJson.claim(known.source()), known)) {
        return operation.endDate() == null;
      }
    }
    throw tooMany(key);
  }

  private static ReadModelException tooMany(long key) {
    return new ReadModelException(
        "batch operation " + key + " is written by too many", new IOException("conflict"));
  }

  private static BatchOperation counted(BatchOperation it, int total, int completed, int failed) {
    return new BatchOperation(
        it.batchOperationKey(),
        it.batchOperationType(),
        it.state(),
        it.actor(),
        it.startDate(),
        it.endDate(),
        total,
        completed,
        failed);
  }

  private static BatchOperation inState(BatchOperation it, String state, @Nullable Instant end) {
    return new BatchOperation(
        it.batchOperationKey(),
        it.batchOperationType(),
        state,
        it.actor(),
        it.startDate(),
        end,
        it.operationsTotalCount(),
        it.operationsCompletedCount(),
        it.operationsFailedCount());
  }

  // A map that was read has texts for its keys.
  @SuppressWarnings("unchecked")
  private @Nullable Known read(Kind<?> kind, String id) {
    var type = (Class<Map<String, Object>>) (Class<?>) Map.class;
    var alias = server.names().alias(kind);
    var found =
        server.read(kind.name(), () -> server.client().get(it -> it.index(alias).id(id), type));
    var source = found.source();
    var number = found.seqNo();
    var term = found.primaryTerm();
    return source == null || number == null || term == null
        ? null
        : new Known(source, number, term);
  }

  /// @param known what it takes the place of, null if there must be nothing yet
  /// @return whether it is written; not if something else is there
  private boolean put(Kind<?> kind, String id, byte[] json, @Nullable Known known) {
    var operation = operation(server.names().alias(kind), id, json, known);
    var item =
        Server.ask(() -> server.client().bulk(it -> it.operations(operation)).items().getFirst());
    isUnseen = true;
    return isDone(item);
  }

  private static BulkOperation operation(
      String alias, String id, byte[] json, @Nullable Known known) {
    if (known == null) {
      return BulkOperation.of(bulk ->
          bulk.create(it -> it.index(alias).requireAlias(true).id(id).document(binary(json))));
    }
    return BulkOperation.of(bulk ->
        bulk.index(it ->
            it.index(alias)
                .requireAlias(true)
                .id(id)
                .ifSeqNo(known.number())
                .ifPrimaryTerm(known.term())
                .document(binary(json))));
  }

  private static BinaryData binary(byte[] json) {
    return BinaryData.of(json, ContentType.APPLICATION_JSON);
  }

  /// Lets the next search see what was written here.
  void show() {
    if (isUnseen) {
      refresh();
    }
  }

  private void refresh() {
    isUnseen = false;
    try {
      server.refresh(List.of(OPERATIONS.name(), ITEMS.name()));
    } catch (ReadModelException e) {
      isUnseen = true;
      throw e;
    }
  }

  private <R> R locked(Supplier<R> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /// A document and which write of it was the last one.
  private record Known(Map<String, Object> source, long number, long term) {}
}
