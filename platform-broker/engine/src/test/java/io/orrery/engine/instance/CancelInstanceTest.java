package io.orrery.engine.instance;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.RejectionType;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancelInstanceTest {

  private static final int MAX_STEPS = 40;

  @RegisterExtension
  final TestEngine engine =
      new TestEngine(new EngineSettings(1, 1, MAX_STEPS, 1_000, 1 << 20, Duration.ofHours(1)));

  @Test
  void terminatesEverythingFromTheInsideOut() {
    engine.deploy(
        process("p")
            .start()
            .parallel("fork")
            .sub("sub", it -> it.start("s", a -> a).service("a", "a").end("e1"))
            .end("e2")
            .boundaryMessage("stop", "sub", true, "stop", "key")
            .end("e3")
            .from("fork")
            .catchTimer("wait", "timeDuration", "PT1H")
            .end("e4")
            .from("fork")
            .catchMessage("mail", "mail", "key")
            .end("e5")
            .from("fork")
            .service("b", "b")
            .end("e6"));
    var instance = engine.start("p", "{\"key\":1}");
    engine.fail(engine.job("b"), 0);

    engine.cancel(instance);

    assertThatInstance(instance).isTerminated().terminated("a", "sub", "wait", "mail", "b", "p");
    assertThat(instance.life())
        .containsSubsequence("p TERMINATING", "a TERMINATED", "sub TERMINATED", "p TERMINATED");
    assertThat(engine.history().incidents()).isEmpty();
    assertThat(engine.activate("a", 1)).isEmpty();
    assertThat(engine.engine().nextDueMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void refusesWhatIsNoInstance() {
    engine.deploy(process("p").start().service("w", "w").end());
    var instance = engine.start("p");

    for (var key : new long[] {0, -1, 77, instance.keyOf("w")}) {
      var refused = engine.refused(new InstanceCommand.Cancel(key, null));
      assertThat(refused.type()).isEqualTo(RejectionType.NOT_FOUND);
      assertThat(refused.reason())
          .isEqualTo(
              "Expected to cancel a process instance with key '%d', but no such process was found"
                  .formatted(key));
    }
    assertThatInstance(instance).isAt("w");
    engine.cancel(instance);
    assertThat(engine.refused(new InstanceCommand.Cancel(instance.key(), null)).type())
        .isEqualTo(RejectionType.NOT_FOUND);
  }

  @Test
  void terminatesABigTreePageByPage() {
    engine.deploy(big(350));
    var instance = engine.start("p");
    assertThat(engine.history().open(instance.key())).hasSize(1 + 2 * 350);

    var before = engine.partition().log().size();
    engine.cancel(instance);

    assertThatInstance(instance).isTerminated();
    assertThat(engine.partition().log()).hasSizeGreaterThan(before + 10);
    assertThat(engine.partition().largestEntry(before)).isLessThan(20_000);
  }

  private static Scope big(int branches) {
    var model = process("p").start().parallel("fork");
    for (var i = 0; i < branches; i++) {
      var id = "s" + i;
      model
          .from("fork")
          .sub(id, it -> it.start(id + "-s", a -> a).service(id + "-w", "w").end(id + "-e"))
          .end(id + "-end");
    }
    return model;
  }

  /// Cancels and does something between the turns of that.
  private void cancelBetween(int branches, Consumer<ActivatedJob> between) {
    engine.deploy(big(branches));
    var instance = engine.start("p");
    var jobs = engine.activate("w", branches);
    var partition = engine.partition();

    partition.decide(new InstanceCommand.Cancel(instance.key(), null), engine.now());
    var next = jobs.size();
    do {
      if (next > 0) {
        between.accept(jobs.get(--next));
      }
    } while (engine.engine().processContinuation(engine.now()));
    partition.settle(engine.now());

    assertThatInstance(instance).isTerminated();
  }

  @Test
  void endsAlthoughJobsAreCompletedMeanwhile() {
    cancelBetween(
        300,
        job ->
            engine
                .partition()
                .decide(
                    new JobCommand.Complete(job.key(), TestEngine.json("{\"a\":1}"), 0),
                    engine.now()));
  }

  @Test
  void endsAlthoughJobsFailMeanwhile() {
    cancelBetween(
        120,
        job ->
            engine
                .partition()
                .decide(
                    new JobCommand.Fail(job.key(), 0, "", Duration.ZERO, TestEngine.json("{}"), 0),
                    engine.now()));
  }

  @Test
  void endsAlthoughErrorsAreThrownMeanwhile() {
    cancelBetween(
        120,
        job ->
            engine
                .partition()
                .decide(
                    new JobCommand.ThrowError(job.key(), "E", "", TestEngine.json("{}"), 0),
                    engine.now()));
  }

  @Test
  void endsAlthoughItIsAskedForTwice() {
    cancelBetween(
        120,
        job ->
            engine
                .partition()
                .decide(new InstanceCommand.Cancel(job.instanceKey(), null), engine.now()));
  }

  @Test
  void endsAlthoughTheLeaderChangesMeanwhile() {
    engine.deploy(big(200));
    var instance = engine.start("p");
    var partition = engine.partition();

    partition.decide(new InstanceCommand.Cancel(instance.key(), null), engine.now());
    partition.commit();
    while (engine.engine().hasContinuation()) {
      engine.engine().processContinuation(engine.now());
      partition.crash(engine.now());
      engine.engine().processContinuation(engine.now());
      partition.commit();
    }

    assertThatInstance(instance).isTerminated();
  }
}
