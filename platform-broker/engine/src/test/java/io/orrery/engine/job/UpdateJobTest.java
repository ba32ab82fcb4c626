package io.orrery.engine.job;

import static io.orrery.engine.testing.Model.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.Document;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Retries, time-outs, leases and jobs that could not be delivered.
class UpdateJobTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  @BeforeEach
  void begin() {
    engine.deploy(process("p").start().service("work", "work").end());
    engine.start("p");
  }

  private void timeout(long key, Duration timeout) {
    engine.ask(Response.Done.class, new JobCommand.UpdateTimeout(key, timeout, 0, null));
  }

  @Test
  void setsTheRetriesOfAnyJob() {
    var key = engine.history().keyOf(JobEvent.Created.class);

    engine.ask(Response.Done.class, new JobCommand.UpdateRetries(key, 9, null));

    assertThat(engine.job("work").retries()).isEqualTo(9);
    engine.ask(Response.Done.class, new JobCommand.UpdateRetries(key, 8, null));
    assertThat(engine.activate("work", 1)).as("still held").isEmpty();
  }

  @Test
  void refusesRetriesThatAreNone() {
    var key = engine.history().keyOf(JobEvent.Created.class);

    for (var retries : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThat(engine.refused(new JobCommand.UpdateRetries(key, retries, null)).type())
          .isEqualTo(RejectionType.INVALID_ARGUMENT);
    }
  }

  @Test
  void givesAWorkerMoreTime() {
    var job = engine.job("work");

    timeout(job.key(), Duration.ofHours(1));

    engine.advance(Duration.ofMinutes(59));
    assertThat(engine.activate("work", 1)).isEmpty();
    engine.advance(Duration.ofMinutes(1));
    assertThat(engine.activate("work", 1)).hasSize(1);
  }

  @Test
  void givesAWorkerLessTime() {
    timeout(engine.job("work").key(), Duration.ofSeconds(1));

    engine.advance(Duration.ofSeconds(1));

    assertThat(engine.activate("work", 1)).hasSize(1);
  }

  @Test
  void survivesAnyTime() {
    var job = engine.job("work");

    timeout(job.key(), Duration.ofMillis(Long.MAX_VALUE));
    timeout(job.key(), Duration.ofMillis(Long.MIN_VALUE));

    engine.advance(Duration.ZERO);
    assertThat(engine.activate("work", 1)).hasSize(1);
  }

  @Test
  void refusesATimeoutOfAJobThatNobodyHas() {
    var key = engine.history().keyOf(JobEvent.Created.class);

    var refused = engine.refused(new JobCommand.UpdateTimeout(key, Duration.ofSeconds(1), 0, null));

    assertThat(refused.type()).isEqualTo(RejectionType.INVALID_STATE);
  }

  @Test
  void countsALeaseForEachActivation() {
    var first = engine.job("work");
    assertThat(first.lease()).isEqualTo(1);
    assertThat(first.previousWorker()).isEmpty();
    engine.advance(Duration.ofMinutes(5));

    var second = engine.job("work");

    assertThat(second.lease()).isEqualTo(2);
    assertThat(second.previousWorker()).isEqualTo("worker");
  }

  @Test
  void refusesAStaleLease() {
    var first = engine.job("work");
    engine.advance(Duration.ofMinutes(5));
    var stale =
        new JobCommand[] {
          new JobCommand.Complete(first.key(), Document.EMPTY, 1),
          new JobCommand.Fail(first.key(), 1, "", Duration.ZERO, Document.EMPTY, 1),
          new JobCommand.ThrowError(first.key(), "E", "", Document.EMPTY, 1),
        };

    for (var command : stale) {
      assertThat(engine.refused(command).reason()).contains("lease 1 is stale", "free again");
    }
    var second = engine.job("work");
    for (var command : stale) {
      var refused = engine.refused(command);
      assertThat(refused.type()).isEqualTo(RejectionType.INVALID_STATE);
      assertThat(refused.reason()).contains("lease 1 is stale", "held by 'worker' (lease 2)");
    }
    assertThat(
            engine
                .refused(new JobCommand.UpdateTimeout(first.key(), Duration.ofHours(1), 1, null))
                .reason())
        .contains("stale");
    engine.ask(
        Response.Done.class, new JobCommand.Complete(second.key(), Document.EMPTY, second.lease()));
  }

  @Test
  void takesAWorkerThatKnowsOfNoLeasesAsItComes() {
    var first = engine.job("work");
    engine.advance(Duration.ofMinutes(5));
    engine.job("work");

    engine.ask(Response.Done.class, new JobCommand.Complete(first.key(), Document.EMPTY, 0));
  }

  @Test
  void takesBackAJobThatCouldNotBeDelivered() {
    var job = engine.job("work");

    engine.ask(Response.Done.class, new JobCommand.Yield(job.key(), job.lease()));

    var again = engine.job("work");
    assertThat(again.key()).isEqualTo(job.key());
    assertThat(again.retries()).isEqualTo(job.retries());
    assertThat(again.lease()).isEqualTo(2);
  }

  @Test
  void takesBackNothingThatSomebodyElseHas() {
    var job = engine.job("work");
    engine.advance(Duration.ofMinutes(5));
    engine.job("work");
    var before = engine.position();

    engine.ask(Response.Done.class, new JobCommand.Yield(job.key(), job.lease()));

    assertThat(engine.position()).isEqualTo(before);
    assertThat(engine.activate("work", 1)).isEmpty();
  }
}
