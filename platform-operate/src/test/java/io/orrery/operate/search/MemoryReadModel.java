package io.orrery.operate.search;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.adapter.Batches;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.BatchState;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Freshness;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A read model in memory, for tests: finds by looking at everything.
public final class MemoryReadModel implements ReadModel, BatchOperations {

  private static final Map<Class<?>, Kind<?>> KINDS =
      Map.ofEntries(
          Map.entry(ProcessInstance.class, Kinds.PROCESS_INSTANCE),
          Map.entry(ProcessDefinition.class, Kinds.PROCESS_DEFINITION),
          Map.entry(ElementInstance.class, Kinds.ELEMENT_INSTANCE),
          Map.entry(Variable.class, Kinds.VARIABLE),
          Map.entry(Incident.class, Kinds.INCIDENT),
          Map.entry(Job.class, Kinds.JOB),
          Map.entry(Message.class, Kinds.MESSAGE),
          Map.entry(MessageSubscription.class, Kinds.MESSAGE_SUBSCRIPTION),
          Map.entry(Timer.class, Kinds.TIMER),
          Map.entry(SequenceFlow.class, Kinds.SEQUENCE_FLOW),
          Map.entry(BatchOperation.class, Kinds.BATCH_OPERATION),
          Map.entry(BatchOperationItem.class, Kinds.BATCH_OPERATION_ITEM));

  public final Map<Long, String> xml = new HashMap<>();
  public final Map<Long, String> values = new HashMap<>();

  /// Of which variables the whole value was asked.
  public final List<Long> valuesAsked = new ArrayList<>();

  public final List<DefinitionStatistics> definitions = new ArrayList<>();
  public final List<IncidentStatistics> incidents = new ArrayList<>();
  public volatile Freshness freshness = new Freshness(Map.of(1, 10L), Instant.EPOCH);

  /// How far it counts.
  public int mostCounted = Integer.MAX_VALUE;

  private final Map<Class<?>, Map<String, Document>> documents = new ConcurrentHashMap<>();
  private final Map<Long, Claim> claims = new HashMap<>();
  private long lastKey = 1_000;

  private static Kind<?> kindOf(Class<?> type) {
    return Objects.requireNonNull(KINDS.get(type));
  }

  public MemoryReadModel add(Document... all) {
    for (var document : all) {
      put(document);
    }
    return this;
  }

  private void put(Document document) {
    var kind = kindOf(document.getClass());
    var name = new StringBuilder();
    for (var field : kind.fields()) {
      if (field.type() == Field.Type.KEY) {
        name.append(field.read((Record) document)).append(',');
      }
    }
    name.append(document instanceof SequenceFlow flow ? flow.elementId() : "");
    documents
        .computeIfAbsent(document.getClass(), _ -> new ConcurrentSkipListMap<>())
        .put(name.toString(), document);
  }

  private <T extends Document> Stream<T> all(Class<T> kind) {
    return documents.getOrDefault(kind, Map.of()).values().stream().map(kind::cast);
  }

  @Override
  public <T extends Document> Page<T> search(Query<T> query) {
    return search(query, kindOf(query.kind()));
  }

  // The kind is the one of this class.
  @SuppressWarnings("unchecked")
  private <T extends Document, R extends Record> Page<T> search(Query<T> query, Kind<R> kind) {
    var wanted = new PageRequest(query.limit(), query.from(), query.cursor(), query.backward());
    var search = new Search<>(kind, Filter.ALL, query.sort(), wanted);
    var accepted =
        all(query.kind())
            .filter(one -> accepts(kind, query.filter(), kind.type().cast(one)))
            .map(one -> kind.type().cast(one))
            .toList();
    var page = (Page<T>) MemorySearch.search(search, accepted);
    return page.total() <= mostCounted
        ? page
        : new Page<>(page.items(), mostCounted, true, page.startCursor(), page.endCursor());
  }

  private <R extends Record> boolean accepts(Kind<R> kind, Filter filter, R document) {
    return switch (filter) {
      case Filter.And(var parts) -> parts.stream().allMatch(one -> accepts(kind, one, document));
      case Filter.Or(var parts) -> parts.stream().anyMatch(one -> accepts(kind, one, document));
      case Filter.IsAt(var id) ->
          all(ElementInstance.class)
              .anyMatch(
                  one -> one.elementId().equals(id) && isOf(document, one.processInstanceKey()));
      case Filter.HasIncident(var message) ->
          all(Incident.class)
              .anyMatch(one ->
                  one.errorMessage().equals(message) && isOf(document, one.processInstanceKey()));
      case Filter.HasVariable(var name, _, var value) ->
          all(Variable.class)
              .anyMatch(one ->
                  one.name().equals(name)
                      && one.value().equals(value)
                      && isOf(document, one.processInstanceKey()));
      case Filter.Has(var other, var accepted, var exists) ->
          has(kindOf(other), other, accepted, document) == exists;
      case Filter.Compare _, Filter.In _, Filter.Exists _ ->
          MemorySearch.accepts(kind, filter, document);
    };
  }

  private <R extends Record> boolean has(
      Kind<R> kind, Class<? extends Document> type, Filter accepted, Record instance) {
    return all(type)
        .map(one -> kind.type().cast(one))
        .filter(one -> accepts(kind, accepted, one))
        .anyMatch(one ->
            kind.field("processInstanceKey", "filter").read(one) instanceof Long key
                && isOf(instance, key));
  }

  private static boolean isOf(Record document, long key) {
    return document instanceof ProcessInstance instance && instance.processInstanceKey() == key;
  }

  @Override
  public <T extends Document> Optional<T> find(Class<T> kind, long key) {
    return all(kind).filter(one -> key == keyOf(one)).findFirst();
  }

  private static long keyOf(Document document) {
    var key = kindOf(document.getClass()).key().read((Record) document);
    return key instanceof Long number ? number : -1;
  }

  @Override
  public Optional<String> xml(long processDefinitionKey) {
    return Optional.ofNullable(xml.get(processDefinitionKey));
  }

  @Override
  public synchronized Optional<String> value(long variableKey) {
    valuesAsked.add(variableKey);
    return Optional.ofNullable(values.get(variableKey));
  }

  @Override
  public List<Variable> variablesAt(long processInstanceKey, long position) {
    return all(Variable.class)
        .filter(one -> one.processInstanceKey() == processInstanceKey)
        .toList();
  }

  @Override
  public List<ElementStatistics> elementStatistics(long processDefinitionKey, Filter instances) {
    return List.of(new ElementStatistics("task", 1, 0, 2, 0));
  }

  @Override
  public List<ElementStatistics> elementStatistics(long processInstanceKey) {
    return List.of(new ElementStatistics("task", 1, 0, 0, 0));
  }

  @Override
  public List<DefinitionStatistics> definitionStatistics() {
    return definitions;
  }

  @Override
  public List<IncidentStatistics> incidentStatistics() {
    return incidents;
  }

  @Override
  public List<ActivityPoint> activity(Instant from, Instant to, Duration interval) {
    return List.of(new ActivityPoint(from, 3, 2));
  }

  @Override
  public Freshness freshness() {
    return freshness;
  }

  @Override
  public boolean await(int partitionId, long position, Duration timeout) {
    return freshness.positions().getOrDefault(partitionId, -1L) >= position;
  }

  @Override
  public synchronized BatchOperation create(
      String type, String actor, Instant startDate, Claim claim) {
    var batch = Batches.begun(++lastKey, type, actor, startDate);
    put(batch);
    claims.put(lastKey, claim);
    return batch;
  }

  @Override
  public synchronized boolean claim(long key, Claim claim, Instant now) {
    var before = claims.get(key);
    var isFree =
        before != null
            && (before.owner().equals(claim.owner()) || !before.until().isAfter(now))
            && batch(key).endDate() == null;
    if (isFree) {
      claims.put(key, claim);
    }
    return isFree;
  }

  @Override
  public synchronized void addItems(long key, List<Target> targets) {
    for (var target : targets) {
      put(
          new BatchOperationItem(
              key, target.itemKey(), target.processInstanceKey(), "ACTIVE", null, null));
    }
    change(key, batch(key).state(), null);
  }

  private BatchOperation batch(long key) {
    return find(BatchOperation.class, key).orElseThrow();
  }

  @Override
  public synchronized void finish(BatchOperationItem item) {
    put(item);
    var batch = batch(item.batchOperationKey());
    change(batch.batchOperationKey(), batch.state(), batch.endDate());
  }

  @Override
  public synchronized List<BatchOperationItem> open(long key, int limit) {
    return items(key, "ACTIVE")
        .sorted(Comparator.comparingLong(BatchOperationItem::itemKey))
        .limit(limit)
        .toList();
  }

  private Stream<BatchOperationItem> items(long key, String state) {
    return all(BatchOperationItem.class)
        .filter(one -> one.batchOperationKey() == key && one.state().equals(state));
  }

  @Override
  public synchronized void begin(long key) {
    if (batch(key).state().equals(BatchState.CREATED)) {
      change(key, BatchState.ACTIVE, null);
    }
  }

  @Override
  public synchronized boolean stop(long key) {
    var isOpen = batch(key).endDate() == null;
    if (isOpen) {
      change(key, BatchState.CANCELED, null);
    }
    return isOpen;
  }

  @Override
  public synchronized void end(long key, Instant date) {
    var batch = batch(key);
    if (batch.endDate() == null) {
      var completed = batch.operationsCompletedCount();
      var failed = batch.operationsFailedCount();
      change(key, Batches.ended(batch.state(), completed, failed), date);
    }
  }

  private void change(long key, String state, @Nullable Instant end) {
    var batch = batch(key);
    documents
        .getOrDefault(BatchOperation.class, Map.of())
        .values()
        .removeIf(one -> keyOf(one) == key);
    put(
        new BatchOperation(
            key,
            batch.batchOperationType(),
            state,
            batch.actor(),
            batch.startDate(),
            end,
            (int)
                all(BatchOperationItem.class).filter(one -> one.batchOperationKey() == key).count(),
            (int) items(key, "COMPLETED").count(),
            (int) items(key, "FAILED").count()));
  }
}
