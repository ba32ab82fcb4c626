package io.orrery.operate.query;

import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What is going on, at a glance.
@RestController
public record Dashboard(
    ReadModel model, InstantSource operateClock, ObjectProvider<HealthEndpoint> health) {

  private static final int MAX_INTERVALS = 1_000;
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @GetMapping("/v2/dashboard")
  View dashboard() {
    var freshness = model.freshness();
    var definitions = model.definitionStatistics();
    return new View(
        freshness.asOf(),
        freshness.positions(),
        definitions.stream()
            .mapToLong(one -> one.activeWithoutIncident() + one.activeWithIncident())
            .sum(),
        definitions.stream().mapToLong(one -> one.activeWithIncident()).sum(),
        model.search(Query.of(ProcessDefinition.class, Filter.ALL, 0)).total());
  }

  /// Needs no read model: this is where to see why that does not answer.
  @GetMapping("/v2/health")
  HealthView howEverybodyIs() {
    var endpoint = health.getIfAvailable();
    return new HealthView(endpoint == null ? null : endpoint.health());
  }

  @GetMapping("/v2/activity")
  Items<PointView> activity(
      @RequestParam @Nullable String from,
      @RequestParam @Nullable String to,
      @RequestParam(defaultValue = "PT1M") String interval) {
    var end = to == null ? operateClock.instant() : instant("to", to);
    var begin = from == null ? end.minus(AN_HOUR) : instant("from", from);
    var step = duration(interval);
    if (!begin.isBefore(end) || step.isZero() || step.isNegative()) {
      throw invalid("from must be before to, and interval longer than nothing");
    }
    if (Duration.between(begin, end).dividedBy(step) >= MAX_INTERVALS) {
      throw invalid("from, to and interval make more than %d intervals".formatted(MAX_INTERVALS));
    }
    return new Items<>(
        model.activity(begin, end, step).stream()
            .map(point -> new PointView(point.from(), point.started(), point.ended()))
            .toList());
  }

  private static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw invalid(name + " must be an instant such as 2026-11-20T12:00:00Z");
    }
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw invalid("interval must be a duration such as PT1M");
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", detail);
  }

  record View(
      Instant asOf,
      Map<Integer, Long> positions,
      long activeInstances,
      long instancesWithIncident,
      long definitions) {}

  /// How all parts of this process are.
  record HealthView(@Nullable HealthDescriptor health) {}

  record PointView(Instant from, long started, long ended) {}
}
