package io.orrery.engine;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static io.orrery.engine.testing.TestEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.job.JobStreamSpec;
import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.VariableCommand;
import io.orrery.protocol.codec.Records;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What one turn decides must fit into an entry of the log.
class TurnSizeTest {

  private static final int MEGABYTE = 1 << 20;

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static String large(String name, int bytes) {
    return "{\"%s\":\"%s\"}".formatted(name, "x".repeat(bytes));
  }

  /// Each of the branches holds the variable `a` twice.
  private static Scope doubling(Scope before, int branches) {
    var scope = before.parallel("fork");
    for (var i = 0; i < branches; i++) {
      scope
          .from("fork")
          .service("w" + i, it -> it.job("work").input("string join([a, a])", "b"))
          .end("end" + i);
    }
    return scope;
  }

  @Test
  void holdsVariablesNearlyAsLargeAsAnEntryBecauseTheyAreWrittenOnce() {
    engine.deploy(process("p").start().service("w", "work").end());
    var instance = engine.start("p", "{\"b\":1}");
    var before = engine.partition().records().size();

    engine.setVariables(instance.key(), large("a", 3 * MEGABYTE), false);

    List<LogRecord> records = engine.partition().records();
    assertThat(Records.sizeOf(records.subList(before, records.size())))
        .isLessThan(3 * MEGABYTE + 1_000);
  }

  @Test
  void isTooMuchForARequestThatIsRefusedThenAndLeavesNoTrace() {
    engine.deploy(doubling(process("p").start().service("first", "first"), 5));
    var instance = engine.start("p");
    var job = engine.job("first");
    var position = engine.position();

    var refusal = engine.refused(new JobCommand.Complete(job.key(), json(large("a", MEGABYTE)), 0));

    assertThat(refusal.type()).isEqualTo(RejectionType.EXCEEDED_BATCH_RECORD_SIZE);
    assertThat(refusal.reason()).contains("at most " + Turn.MAX_BYTES);
    assertThat(engine.position()).isEqualTo(position);
    engine.complete(job, "{\"a\":\"x\"}");
    assertThatInstance(instance).isAt("w0", "w1", "w2", "w3", "w4");
  }

  @Test
  void isRefusedAgainAndAgainWithoutHarm() {
    engine.deploy(process("p").start().service("w", "work").end());
    var instance = engine.start("p");
    for (var i = 0; i < 20; i++) {
      var set =
          new VariableCommand.Set(instance.key(), json(large("a", Turn.MAX_BYTES)), true, null);
      assertThat(engine.refused(set).type()).isEqualTo(RejectionType.EXCEEDED_BATCH_RECORD_SIZE);
    }

    engine.complete("work");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void isTooMuchForATimerWhoseInstanceIsInQuarantineThen() {
    engine.expectFailures();
    var timer = process("p").start().catchTimer("wait", "timeDuration", "PT1S");
    engine.deploy(doubling(timer, 5));
    var instance = engine.start("p", large("a", MEGABYTE));

    engine.advance(Duration.ofSeconds(2));

    assertThat(engine.incident().type()).isEqualTo(IncidentType.UNKNOWN);
    assertThat(engine.incident().message()).contains("bytes of records", "quarantine");
    engine.setVariables(instance.key(), "{\"a\":\"x\"}", true);
    engine.resolve();
    assertThatInstance(instance).isAt("w0", "w1", "w2", "w3", "w4");
  }

  @Test
  void boundsHowManyJobsAreHandedOutAtATime() {
    engine.deploy(
        process("p")
            .start()
            .service("w", it -> it.job("work").header("h", "x".repeat(MEGABYTE)))
            .end());
    for (var i = 0; i < 10; i++) {
      engine.start("p");
    }
    engine.restart();

    var spec = new JobStreamSpec("work", "me", Duration.ofMinutes(1), List.of("none"), 100, false);
    engine.openStream(1, spec);

    assertThat(engine.pushed()).hasSize(10);
  }
}
