package io.orrery.operate.timeline;

import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an instance was after a record: gathered from its elements in the order they began.
final class Snapshot {

  /// How many elements are looked at.
  static final int MAX_LOOKED_AT = 100_000;

  /// How many active ones are shown.
  static final int MAX_SHOWN = 500;

  private final long position;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final List<ElementInstance> active = new ArrayList<>();
  private @Nullable Moment newest;
  private boolean truncated;

  private Snapshot(long position) {
    this.position = position;
  }

  static Snapshot of(ReadModel model, long processInstanceKey, long position) {
    var snapshot = new Snapshot(position);
    var filter =
        new Filter.And(
            List.of(
                Filter.eq("processInstanceKey", processInstanceKey),
                new Filter.Compare("startPosition", Filter.Operator.LTE, position)));
    var sort = List.of(new Query.Sort("startPosition", false));
    @Nullable String cursor = null;
    var seen = 0;
    do {
      var query =
          new Query<>(ElementInstance.class, filter, sort, Query.MAX_LIMIT, cursor, false, 0);
      var page = model.page(query);
      page.items().forEach(snapshot::add);
      seen += page.items().size();
      cursor = page.items().size() < Query.MAX_LIMIT ? null : page.endCursor();
    } while (cursor != null && seen < MAX_LOOKED_AT);
    snapshot.truncated |= cursor != null;
    return snapshot;
  }

  private void add(ElementInstance element) {
    see(Moment.startOf(element));
    var end = Moment.endOf(element).filter(moment -> moment.position() <= position);
    end.ifPresent(this::see);
    if (end.isEmpty()) {
      show(element);
    }
    if (element.elementInstanceKey() != element.processInstanceKey()) {
      counts
          .computeIfAbsent(element.elementId(), _ -> new Count())
          .add(end.map(Moment::what).orElse("ACTIVE"));
    }
  }

  private void see(Moment moment) {
    if (newest == null || moment.position() > newest.position()) {
      newest = moment;
    }
  }

  private void show(ElementInstance element) {
    if (active.size() < MAX_SHOWN) {
      active.add(asItWas(element));
    } else {
      truncated = true;
    }
  }

  /// An element that had not ended: what became of it later is left out.
  private static ElementInstance asItWas(ElementInstance element) {
    return new ElementInstance(
        element.elementInstanceKey(),
        element.processInstanceKey(),
        element.processDefinitionId(),
        element.processDefinitionKey(),
        element.elementId(),
        element.elementName(),
        element.type(),
        element.scopeKey(),
        element.startDate(),
        null,
        element.startPosition(),
        null,
        "ACTIVE",
        false,
        null,
        element.tenantId());
  }

  List<ElementStatistics> elements() {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue().statistics(entry.getKey()))
        .toList();
  }

  List<ElementInstance> active() {
    return active;
  }

  /// What happened last, up to the position.
  Optional<Moment> newest() {
    return Optional.ofNullable(newest);
  }

  boolean isTruncated() {
    return truncated;
  }

  private static final class Count {

    private long active;
    private long completed;
    private long canceled;

    void add(String state) {
      switch (state) {
        case "ACTIVE" -> active++;
        case "COMPLETED" -> completed++;
        default -> canceled++;
      }
    }

    ElementStatistics statistics(String elementId) {
      return new ElementStatistics(elementId, active, 0, completed, canceled);
    }
  }
}
