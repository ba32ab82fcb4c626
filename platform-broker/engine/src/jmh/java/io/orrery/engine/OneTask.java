package io.orrery.engine;

import io.orrery.engine.testing.Model;
import io.orrery.engine.turn.Batch;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.Command;
import io.orrery.protocol.Document;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InvalidDocumentException;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import io.orrery.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The seed workload: instances of a process with one service task that begin with fifty variables,
/// decided one command after the other.
final class OneTask {

  static final int VARIABLES = 50;

  private static final JobCommand.Activate ACTIVATE =
      new JobCommand.Activate("work", "worker", Duration.ofMinutes(5), 1, List.of());

  private final Store store;
  private final Engine engine;
  private final Consumer<Batch> log;
  private final Document variables = variables();
  private long now = 1_700_000_000_000L;
  private long requests;

  /// @param log takes what is decided
  OneTask(Store store, Consumer<Batch> log) {
    this.store = store;
    this.log = log;
    engine = engine(store);
    engine.promote(now);
    decide(
        io.orrery.engine.testing.TestEngine.deployment(
            Model.process("one-task").start().service("task", "work").end().model()));
  }

  static Engine engine(Store store) {
    return new Engine(
        EngineSettings.of(1, 1),
        store,
        failure -> {
          throw failure;
        });
  }

  private static Document variables() {
    var members =
        IntStream.range(0, VARIABLES)
            .mapToObj(i -> "\"variable%d\":\"value %d\"".formatted(i, i * i))
            .collect(Collectors.joining(",", "{", "}"));
    try {
      return Document.parse(members);
    } catch (InvalidDocumentException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Begins an instance, hands out its job, and completes it.
  void run() {
    decide(new InstanceCommand.Create(-1, "one-task", -1, variables, List.of(), null, null, null));
    var activated = (Response.JobsActivated) decide(ACTIVATE);
    decide(new JobCommand.Complete(activated.jobs().getFirst().key(), Document.EMPTY, 1));
  }

  private Response decide(Command command) {
    engine.process(++requests, command, ++now);
    var batch = engine.takeBatch();
    log.accept(batch);
    for (var effect : batch.effects()) {
      if (effect instanceof Effect.Reply reply) {
        return reply.response();
      }
    }
    throw new IllegalStateException("not accepted: " + batch);
  }

  Store store() {
    return store;
  }
}
