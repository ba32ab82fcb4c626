package io.orrery.engine.job;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static io.orrery.engine.testing.TestEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.Document;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a worker says of a job: completed, failed; and what time says of it.
class WorkOnJobTest {

  private static final Duration NO_BACK_OFF = Duration.ZERO;

  @RegisterExtension final TestEngine engine = new TestEngine();

  @BeforeEach
  void deploy() {
    engine.deploy(process("p").start().service("work", "work").end());
  }

  private void fail(long job, int retries, Duration backOff, String variables) {
    engine.ask(
        Response.Done.class,
        new JobCommand.Fail(job, retries, "broken", backOff, json(variables), 0));
  }

  @Test
  void completesOnce() {
    engine.start("p");
    var job = engine.job("work");
    engine.complete(job, "{}");

    var again = engine.refused(new JobCommand.Complete(job.key(), Document.EMPTY, 0));

    assertThat(again.type()).isEqualTo(RejectionType.NOT_FOUND);
    assertThat(again.reason())
        .isEqualTo(
            "Expected to complete job with key '%d', but no such job was found"
                .formatted(job.key()));
  }

  @Test
  void mayBeCompletedWithoutBeingActivated() {
    var instance = engine.start("p");
    var key = engine.history().keyOf(io.orrery.protocol.JobEvent.Created.class);

    engine.ask(Response.Done.class, new JobCommand.Complete(key, Document.EMPTY, 0));

    assertThatInstance(instance).isCompleted();
  }

  @Test
  void isFreeAgainWhenItFailsWithRetriesLeft() {
    engine.start("p");
    var job = engine.job("work");

    engine.fail(job, 2);

    var again = engine.job("work");
    assertThat(again.key()).isEqualTo(job.key());
    assertThat(again.retries()).isEqualTo(2);
    assertThat(again.previousWorker()).isEqualTo("worker");
    assertThat(engine.history().incidents()).isEmpty();
  }

  @Test
  void restsUntilItsBackOffIsOver() {
    engine.start("p");
    var job = engine.job("work");
    fail(job.key(), 2, Duration.ofSeconds(30), "{}");

    engine.advance(Duration.ofSeconds(29));
    assertThat(engine.activate("work", 1)).isEmpty();
    engine.advance(Duration.ofSeconds(1));

    assertThat(engine.job("work").key()).isEqualTo(job.key());
    assertThat(engine.eventsSince(0)).contains("Job RECURRED_AFTER_BACK_OFF");
  }

  @Test
  void cannotBeCompletedWhileItRests() {
    engine.start("p");
    var job = engine.job("work");
    fail(job.key(), 2, Duration.ofSeconds(30), "{}");

    var refused = engine.refused(new JobCommand.Complete(job.key(), Document.EMPTY, 0));

    assertThat(refused.type()).isEqualTo(RejectionType.INVALID_STATE);
    assertThat(refused.reason()).contains("it is in state 'FAILED'");
  }

  @Test
  void restsForNoLongerThanThereAreYears() {
    var instance = engine.start("p");
    fail(engine.job("work").key(), 2, Duration.ofMillis(Long.MAX_VALUE), "{}");
    assertThat(engine.activate("work", 1)).isEmpty();
    engine.cancel(instance);
  }

  @Test
  void writesTheVariablesOfAFailureIntoTheTask() {
    var instance = engine.start("p", "{\"a\":1}");

    fail(engine.job("work").key(), 2, NO_BACK_OFF, "{\"a\":2,\"why\":\"late\"}");

    assertThat(instance.variablesOf("work"))
        .containsEntry("a", "2")
        .containsEntry("why", "\"late\"");
    assertThatInstance(instance).has("a", "1").hasNo("why");
    engine.complete(engine.job("work"), "{}");
    assertThatInstance(instance).isCompleted().has("a", "1").hasNo("why");
  }

  @Test
  void raisesAnIncidentWhenNoRetriesAreLeft() {
    var instance = engine.start("p");
    var job = engine.job("work");

    engine.fail(job, 0);

    assertThat(engine.incident().type()).isEqualTo(IncidentType.JOB_NO_RETRIES);
    assertThat(engine.incident().message()).isEqualTo("broken");
    assertThat(engine.incident().jobKey()).isEqualTo(job.key());
    assertThat(engine.incident().elementKey()).isEqualTo(instance.keyOf("work"));
    assertThat(engine.activate("work", 1)).isEmpty();
  }

  @Test
  void isFreeAgainWhenItsRetriesAreUpdatedAndItsIncidentIsResolved() {
    var instance = engine.start("p");
    var job = engine.job("work");
    engine.fail(job, -7);
    var incident = engine.history().incidents().keySet().iterator().next();

    var refused = engine.refused(new IncidentCommand.Resolve(incident, null));
    assertThat(refused.type()).isEqualTo(RejectionType.INVALID_STATE);
    assertThat(refused.reason()).contains("no retries left");
    engine.ask(Response.Done.class, new JobCommand.UpdateRetries(job.key(), 2, null));
    assertThat(engine.activate("work", 1)).as("before the incident is resolved").isEmpty();
    engine.resolve(incident);

    var again = engine.job("work");
    assertThat(again.retries()).isEqualTo(2);
    engine.complete(again, "{}");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void isFreeAgainWhenItsTimeIsUp() {
    engine.start("p");
    var job = engine.job("work");

    engine.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(engine.activate("work", 1)).isEmpty();
    engine.advance(Duration.ofMillis(1));

    var again = engine.job("work");
    assertThat(again.key()).isEqualTo(job.key());
    assertThat(again.retries()).as("retries are not touched").isEqualTo(3);
    assertThat(engine.eventsSince(0)).contains("Job TIMED_OUT");
  }

  @Test
  void doesNotTimeOutAfterItWasCompleted() {
    engine.start("p");
    engine.complete("work");
    var before = engine.position();

    engine.advance(Duration.ofHours(1));

    assertThat(engine.position()).isEqualTo(before);
    assertThat(engine.engine().nextDueMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void comesBackInTheOrderOfItsAge() {
    var first = engine.start("p");
    var second = engine.start("p");
    var jobs = engine.activate("work", 1);

    engine.fail(jobs.getFirst(), 1);

    assertThat(engine.activate("work", 2))
        .extracting(it -> it.instanceKey())
        .containsExactly(first.key(), second.key());
  }

  @Test
  void givesTheCallerOfAnUnknownJobANotFound() {
    for (var key : new long[] {0, -1, 17, Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (var command : commands(key)) {
        assertThat(engine.refused(command).type()).isEqualTo(RejectionType.NOT_FOUND);
      }
    }
  }

  private static JobCommand[] commands(long key) {
    return new JobCommand[] {
      new JobCommand.Complete(key, Document.EMPTY, 0),
      new JobCommand.Fail(key, 1, "", NO_BACK_OFF, Document.EMPTY, 0),
      new JobCommand.ThrowError(key, "E", "", Document.EMPTY, 0),
      new JobCommand.UpdateRetries(key, 1, null),
      new JobCommand.UpdateTimeout(key, Duration.ofSeconds(1), 0, null),
    };
  }
}
