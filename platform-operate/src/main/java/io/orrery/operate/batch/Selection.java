package io.orrery.operate.batch;

import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// What a filter finds for a batch to act on.
record Selection(ReadModel model) {

  /// How many items a batch may have.
  static final int MAX_ITEMS = 100_000;

  private static final int CHUNK = 500;
  private static final Filter ACTIVE = Filter.eq("state", "ACTIVE");

  /// Instances that can be ended.
  List<Target> instances(Filter filter) {
    return all(ProcessInstance.class, new Filter.And(List.of(ACTIVE, filter))).stream()
        .map(ProcessInstance::processInstanceKey)
        .map(key -> new Target(key, key))
        .toList();
  }

  /// Open incidents of the instances that the filter finds.
  List<Target> incidents(Filter filter) {
    var hasIncident = Filter.eq("hasIncident", true);
    var instances =
        all(ProcessInstance.class, new Filter.And(List.of(ACTIVE, hasIncident, filter))).stream()
            .map(ProcessInstance::processInstanceKey)
            .toList();
    List<Target> items = new ArrayList<>();
    for (var from = 0; from < instances.size(); from += CHUNK) {
      var chunk = instances.subList(from, Math.min(instances.size(), from + CHUNK));
      items.addAll(incidents(chunk));
      checkSize(items.size());
    }
    return items;
  }

  /// Open incidents of these instances.
  List<Target> incidents(List<Long> instances) {
    var ofThese = new Filter.In("processInstanceKey", instances);
    return all(Incident.class, new Filter.And(List.of(ACTIVE, ofThese))).stream()
        .map(incident -> new Target(incident.incidentKey(), incident.processInstanceKey()))
        .toList();
  }

  private <D extends Document> List<D> all(Class<D> kind, Filter filter) {
    List<D> found = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var query = new Query<>(kind, filter, List.of(), Query.MAX_LIMIT, cursor, false, 0);
      var page = model.page(query);
      found.addAll(page.items());
      checkSize(found.size());
      cursor = page.items().size() < Query.MAX_LIMIT ? null : page.endCursor();
    } while (cursor != null);
    return found;
  }

  private static void checkSize(int size) {
    if (size > MAX_ITEMS) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "RESOURCE_EXHAUSTED",
          "The filter finds more than %,d, the most that a batch may have".formatted(MAX_ITEMS));
    }
  }
}
