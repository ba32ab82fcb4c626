package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import io.orrery.readmodel.adapter.Counting;
import io.orrery.readmodel.adapter.ElementCounts;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.schema.Intervals;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Order;
import io.orrery.readmodel.schema.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts, made of the documents when somebody asks.
final class Statistics implements Counting {

  /// How many groups an answer has at most.
  static final int MAX_GROUPS = 10_000;

  /// How many instances are counted by at once.
  static final int BATCH = 10_000;

  /// Up to how many instances with an incident are told apart exactly.
  private static final int EXACT = 10_000;

  /// How many kinds of incidents are read at once: each takes memory on the server.
  private static final int INCIDENTS = 200;

  private static final String INSTANCES = "instances";
  private static final String HASH = "hash";
  private static final Kind<ElementInstance> ELEMENTS = Kind.of(ElementInstance.class);
  private static final Kind<ProcessInstance> PROCESSES = Kind.of(ProcessInstance.class);
  private static final Query ACTIVE = Clauses.equal("state", "ACTIVE");

  private final Server server;
  private final Groups groups;

  Statistics(Server server) {
    this.server = server;
    this.groups = new Groups(server);
  }

  @Override
  public List<ElementStatistics> elements(long processDefinitionKey, Filter instances) {
    var ofDefinition = Clauses.equal("processDefinitionKey", processDefinitionKey);
    if (instances.equals(Filter.ALL)) {
      return elements(ofDefinition);
    }
    var counts = new ElementCounts();
    var filter =
        new Filter.And(List.of(Filter.eq("processDefinitionKey", processDefinitionKey), instances));
    var lookup = Search.lookup(PROCESSES, filter, server);
    var order = Order.of(PROCESSES, List.of());
    var key = Searches.only(List.of(Mappings.INSTANCE));
    long end = System.nanoTime() + Duration.ofSeconds(Paging.MAX_SECONDS).toNanos();
    @Nullable List<Object> place = null;
    for (var batch = lookup.next(order, place, BATCH, key);
        !batch.isEmpty();
        batch = lookup.next(order, place, BATCH, key)) {
      if (System.nanoTime() - end > 0) {
        throw new InvalidQueryException(
            "too many instances have to be counted: it takes longer than %d s"
                .formatted(Paging.MAX_SECONDS));
      }
      var keys = batch.stream().map(it -> Searches.place(order, it.source()).getFirst()).toList();
      count(Clauses.oneOf(Mappings.INSTANCE, keys), counts);
      place = Searches.place(order, batch.getLast().source());
    }
    return counts.all();
  }

  @Override
  public List<ElementStatistics> elements(long processInstanceKey) {
    return elements(Clauses.equal(Mappings.INSTANCE, processInstanceKey));
  }

  private List<ElementStatistics> elements(Query query) {
    var counts = new ElementCounts();
    count(query, counts);
    return counts.all();
  }

  private void count(Query query, ElementCounts counts) {
    var by = List.of(Groups.by("elementId"), Groups.by("state"), Groups.by("hasIncident"));
    for (var group : groups.of(ELEMENTS, query, by)) {
      counts.add(
          Groups.text(group, "elementId"),
          Groups.text(group, "state"),
          Groups.flag(group, "hasIncident"),
          group.docCount());
    }
  }

  @Override
  public List<DefinitionStatistics> definitions() {
    var found = new TreeMap<Long, DefinitionStatistics>();
    var active =
        groups.of(
            PROCESSES,
            ACTIVE,
            List.of(
                Groups.by("processDefinitionKey"),
                Groups.by("hasIncident"),
                Groups.by("processDefinitionId"),
                Groups.by("processDefinitionName"),
                Groups.by("processDefinitionVersion")));
    for (var group : active) {
      found.merge(
          Groups.number(group, "processDefinitionKey"), definition(group), Statistics::plus);
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingLong(Statistics::active)
                .reversed()
                .thenComparing(DefinitionStatistics::processDefinitionKey))
        .limit(MAX_GROUPS)
        .toList();
  }

  private static DefinitionStatistics definition(CompositeBucket group) {
    var id = Groups.text(group, "processDefinitionId");
    var name = Groups.text(group, "processDefinitionName");
    boolean isIll = Groups.flag(group, "hasIncident");
    return new DefinitionStatistics(
        Groups.number(group, "processDefinitionKey"),
        id,
        name.isEmpty() ? id : name,
        (int) Groups.number(group, "processDefinitionVersion"),
        isIll ? 0 : group.docCount(),
        isIll ? group.docCount() : 0);
  }

  private static long active(DefinitionStatistics it) {
    return it.activeWithoutIncident() + it.activeWithIncident();
  }

  private static DefinitionStatistics plus(DefinitionStatistics one, DefinitionStatistics other) {
    return new DefinitionStatistics(
        one.processDefinitionKey(),
        one.processDefinitionId(),
        one.processDefinitionName(),
        one.version(),
        one.activeWithoutIncident() + other.activeWithoutIncident(),
        one.activeWithIncident() + other.activeWithIncident());
  }

  @Override
  public List<IncidentStatistics> incidents() {
    var instances =
        Aggregation.of(it ->
            it.cardinality(count -> count.field(Mappings.INSTANCE).precisionThreshold(EXACT)));
    var hash = Aggregation.of(it -> it.max(max -> max.field(LaterFields.ERROR_HASH)));
    return groups
        .of(
            Kind.of(Incident.class),
            ACTIVE,
            List.of(Groups.by("errorMessage"), Groups.by("errorType")),
            Map.of(INSTANCES, instances, HASH, hash),
            INCIDENTS)
        .stream()
        .map(Statistics::incident)
        .sorted(
            Comparator.comparingLong(IncidentStatistics::instances)
                .reversed()
                .thenComparing(IncidentStatistics::errorMessage)
                .thenComparing(IncidentStatistics::errorType))
        .limit(MAX_GROUPS)
        .toList();
  }

  private static IncidentStatistics incident(CompositeBucket group) {
    var instances = group.aggregations().get(INSTANCES);
    var hash = group.aggregations().get(HASH);
    var known = hash == null ? null : hash.max().value();
    var message = Groups.text(group, "errorMessage");
    return new IncidentStatistics(
        Groups.text(group, "errorType"),
        message,
        known == null ? message.hashCode() : known.intValue(),
        instances == null ? group.docCount() : instances.cardinality().value());
  }

  @Override
  public List<ActivityPoint> activity(Instant from, Instant to, Duration interval) {
    var intervals = Intervals.of(from, to, interval);
    return intervals.points(begun("startDate", intervals), begun("endDate", intervals));
  }

  /// How many instances have a date within each interval, by its beginning.
  private Map<Long, Long> begun(String field, Intervals intervals) {
    var counts = new TreeMap<Long, Long>();
    var within = Clauses.between(field, intervals.begin(), intervals.end());
    var offset = Math.floorMod(intervals.begin(), intervals.step());
    var source =
        CompositeAggregationSource.of(it ->
            it.dateHistogram(histogram ->
                histogram
                    .field(field)
                    .fixedInterval(step -> step.time(intervals.step() + "ms"))
                    .offset(by -> by.time(offset + "ms"))));
    for (var group : groups.of(PROCESSES, within, List.of(NamedValue.of(field, source)))) {
      counts.put(Groups.number(group, field), group.docCount());
    }
    return counts;
  }
}
