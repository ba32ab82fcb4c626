package io.orrery.engine.event;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.ProcessInstance;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.protocol.Document;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.RejectionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What comes between the turn that interrupts an activity and the one in which that ends.
class InterruptedInTwoTurnsTest {

  private static final int PROCESSES = 4;

  @RegisterExtension
  final TestEngine engine =
      new TestEngine(new EngineSettings(1, 1, 1, 1_000, 1 << 20, Duration.ofHours(1)));

  private final List<ProcessInstance> instances = new ArrayList<>();
  private List<ActivatedJob> jobs = List.of();

  @BeforeEach
  void interruptAll() {
    for (var i = 0; i < PROCESSES; i++) {
      engine.deploy(
          process("p" + i)
              .start()
              .service("work", "work")
              .end()
              .boundaryMessage("stop", "work", true, "stop", "key")
              .end("stopped")
              .boundaryTimer("late", "work", true, "timeDuration", "PT1M")
              .end("too-late"));
      instances.add(engine.start("p" + i, "{\"key\":1}"));
    }
    jobs = engine.activate("work", PROCESSES);
    engine
        .partition()
        .decide(TestEngine.message("stop", "1", Duration.ZERO, "", "{}"), engine.now());
    assertThat(engine.engine().hasContinuation()).isTrue();
  }

  private void allAreStopped() {
    engine.partition().settle(engine.now());
    instances.forEach(
        it -> assertThatInstance(it).isCompleted().passed("stop", "stopped").neverEntered("late"));
  }

  private void isRefused(Command command) {
    var request = engine.partition().decide(command, engine.now());
    allAreStopped();
    assertThat(engine.refusal(request).type()).isEqualTo(RejectionType.NOT_FOUND);
  }

  @Test
  void completesNoJob() {
    isRefused(new JobCommand.Complete(jobs.getLast().key(), Document.EMPTY, 0));
  }

  @Test
  void failsNoJob() {
    isRefused(new JobCommand.Fail(jobs.getLast().key(), 0, "", Duration.ZERO, Document.EMPTY, 0));
  }

  @Test
  void throwsNoError() {
    isRefused(new JobCommand.ThrowError(jobs.getLast().key(), "E", "", Document.EMPTY, 0));
  }

  @Test
  void interruptsNothingOnceMore() {
    var later = engine.now() + 60_000;
    while (engine.engine().nextDueMillis() <= later) {
      engine.engine().processDue(later);
    }
    allAreStopped();
  }

  @Test
  void survivesACrash() {
    engine.partition().commit();
    engine.restart();

    allAreStopped();
  }
}
