package io.orrery.broker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.Models;
import io.orrery.engine.Engine;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.Blob;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.Document;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.LogRecord;
import io.orrery.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Models that want to hold up the engine, or to fill the memory, with a real watchdog.
class HostileExpressionsTest {

  private static final String ENDLESS =
      "=count(for i in 1..1000000 return count(for j in 1..1000000 return i * j))";

  private static final Duration LIMIT = Duration.ofMillis(200);

  private final Store store = Store.inMemory();

  private Engine engine(EvaluationWatchdog watchdog) {
    var made =
        new Engine(
            EngineSettings.of(1, 1),
            store,
            failure -> {
              throw failure;
            },
            watchdog.guard(1));
    made.promote(1);
    return made;
  }

  /// What others have left on the heap counts as full until it is collected.
  @BeforeEach
  void beginWithRoom() {
    System.gc();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static void deploy(Engine engine, String model) {
    var content = Blob.of(model.getBytes(StandardCharsets.UTF_8));
    engine.process(
        1,
        new DeploymentCommand.Create(
            List.of(new DeploymentCommand.Resource("model.bpmn", content))),
        1);
  }

  private static void create(Engine engine, String process) {
    engine.process(
        2,
        new InstanceCommand.Create(-1, process, -1, Document.EMPTY, List.of(), null, null, null),
        1);
  }

  private static List<Incident> incidents(Engine engine) {
    return engine.takeBatch().records().stream()
        .map(LogRecord::content)
        .filter(IncidentEvent.Raised.class::isInstance)
        .map(each -> ((IncidentEvent.Raised) each).incident())
        .toList();
  }

  @Test
  void makesAnIncidentOfAnExpressionThatTakesTooLong() {
    try (var watchdog = new EvaluationWatchdog(LIMIT)) {
      var engine = engine(watchdog);
      deploy(engine, Models.taskWithInput("endless", ENDLESS));
      create(engine, "endless");

      var incidents = incidents(engine);
      assertThat(incidents).hasSize(1);
      assertThat(incidents.getFirst().type()).isEqualTo(IncidentType.IO_MAPPING_ERROR);
      assertThat(incidents.getFirst().message())
          .isEqualTo(
              "failed to evaluate expression '%s': it took longer than 200 ms"
                  .formatted(ENDLESS.substring(1)));

      deploy(engine, Models.oneTask());
      create(engine, "one-task");
      assertThat(incidents(engine)).isEmpty();
    }
  }

  @Test
  void makesAnIncidentOfAnExpressionThatFillsTheMemory() {
    var greedy =
        "=for i in 1..1000000 return string join(for j in 1..3000 return"
            + " \"four hundred characters %s\")".formatted("x".repeat(376));
    try (var watchdog = new EvaluationWatchdog(Duration.ofMinutes(1))) {
      var engine = engine(watchdog);
      deploy(engine, Models.taskWithInput("greedy", greedy));
      create(engine, "greedy");

      var incidents = incidents(engine);
      assertThat(incidents).hasSize(1);
      assertThat(incidents.getFirst().message()).contains("while the memory was nearly full: ");
    }
  }

  @Test
  void refusesAStartTimerThatCannotBeComputed() {
    try (var watchdog = new EvaluationWatchdog(LIMIT)) {
      var engine = engine(watchdog);
      deploy(engine, Models.startTimer("=string(" + ENDLESS.substring(1) + ")"));

      assertThat(engine.takeBatch().effects())
          .singleElement()
          .isInstanceOfSatisfying(
              Effect.Refuse.class,
              it -> assertThat(it.rejection().reason()).contains("it took longer than 200 ms"));
    }
  }
}
