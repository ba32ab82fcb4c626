package io.orrery.operate.timeline;

import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.ElementStatistics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The past of an instance.
@RestController
@RequestMapping("/v2/process-instances/{key}")
public record TimelineController(ReadModel model) {

  /// No answer shall weigh more than a megabyte.
  private static final int MAX_LIMIT = 2_000;

  /// How many variables are shown, and how much of each.
  private static final int MAX_VARIABLES = 250;

  private static final int MAX_VALUE = 1_000;

  @GetMapping("/timeline")
  View timeline(
      @PathVariable long key,
      @RequestParam @Nullable Long after,
      @RequestParam @Nullable Long upTo,
      @RequestParam(defaultValue = "1000") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw invalid("limit must be a number from 1 to %d, but is %d".formatted(MAX_LIMIT, limit));
    }
    if (after != null && upTo != null) {
      throw invalid("there may be only one of after and upTo");
    }
    checkThere(key);
    var timeline = new Timeline(model, key);
    var moments =
        upTo == null
            ? timeline.after(after == null ? -1 : after, limit)
            : timeline.upTo(upTo, limit);
    var last = timeline.last().map(Moment::position).orElse(null);
    return new View(
        moments,
        timeline.first().map(Moment::position).orElse(null),
        last,
        last != null && !moments.isEmpty() && moments.getLast().position() < last);
  }

  @GetMapping("/as-of")
  PastView asOf(@PathVariable long key, @RequestParam long position) {
    checkThere(key);
    var snapshot = Snapshot.of(model, key, position);
    var variables = model.variablesAt(key, position);
    return new PastView(
        position,
        snapshot.newest().map(Moment::timestamp).orElse(null),
        snapshot.elements(),
        snapshot.active().stream()
            .map(element -> Rendering.of(Kinds.ELEMENT_INSTANCE, element))
            .toList(),
        variables.stream().limit(MAX_VARIABLES).map(TimelineController::view).toList(),
        snapshot.isTruncated() || variables.size() > MAX_VARIABLES);
  }

  private static Map<String, @Nullable Object> view(Variable variable) {
    return Rendering.cut(variable, MAX_VALUE);
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", detail);
  }

  private void checkThere(long key) {
    if (model.find(ProcessInstance.class, key).isEmpty()) {
      throw ProblemException.notFound("process instance", key);
    }
  }

  record View(
      List<Moment> items,
      @Nullable Long firstPosition,
      @Nullable Long lastPosition,
      boolean hasMore) {}

  record PastView(
      long position,
      @Nullable Instant timestamp,
      List<ElementStatistics> elements,
      List<Map<String, @Nullable Object>> active,
      List<Map<String, @Nullable Object>> variables,
      boolean isTruncated) {}
}
