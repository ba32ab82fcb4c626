package io.orrery.engine.timer;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimerStartEventTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private void deploy(String kind, String value) {
    engine.deploy(process("p").startTimer("begin", kind, value).service("work", "work").end());
  }

  private int instances() {
    return engine.history().instances().size();
  }

  @Test
  void beginsOneInstanceAtADate() {
    deploy("timeDate", "2030-01-01T00:00:10Z");

    engine.advance(Duration.ofSeconds(9));
    assertThat(instances()).isZero();
    engine.advance(Duration.ofHours(9));

    assertThat(instances()).isEqualTo(1);
    assertThatInstance(engine.newest()).isAt("work").passed("begin");
    engine.complete("work");
    assertThatInstance(engine.newest()).isCompleted();
  }

  @Test
  void beginsInstancesAsOftenAsItsCycleSays() {
    deploy("timeCycle", "R3/PT1M");

    engine.advance(Duration.ofMinutes(2));
    assertThat(instances()).isEqualTo(2);
    engine.advance(Duration.ofHours(1));
    assertThat(instances()).isEqualTo(3);
  }

  @Test
  void beginsInstancesWithoutEnd() {
    deploy("timeCycle", "R/PT1M");

    engine.advance(Duration.ofMinutes(30));

    assertThat(instances()).isEqualTo(30);
  }

  @Test
  void beginsInstancesAsCronSays() {
    deploy("timeCycle", "0 0 9 * * *");

    engine.advance(Duration.ofHours(9).minusMillis(1));
    assertThat(instances()).isZero();
    engine.advance(Duration.ofMillis(1));
    assertThat(instances()).isEqualTo(1);
    engine.advance(Duration.ofDays(2));
    assertThat(instances()).isEqualTo(3);
  }

  @Test
  void beginsAtOnceWhenItsDateIsPast() {
    deploy("timeDate", "2020-01-01T00:00:00Z");

    engine.advance(Duration.ZERO);

    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void isTakenOverByTheNextVersion() {
    deploy("timeCycle", "R/PT1M");
    engine.advance(Duration.ofMinutes(2));

    engine.deploy(
        process("p").startTimer("begin", "timeCycle", "R/PT10M").service("new", "new").end());
    engine.advance(Duration.ofMinutes(10));

    assertThat(instances()).isEqualTo(3);
    assertThatInstance(engine.newest()).isAt("new");
  }

  @Test
  void isForgottenWhenTheNextVersionHasNone() {
    deploy("timeCycle", "R/PT1M");

    engine.deploy(process("p").start().end());
    engine.advance(Duration.ofMinutes(10));

    assertThat(instances()).isZero();
    assertThat(engine.engine().nextDueMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void staysWhenTheSameBytesAreDeployedAgain() {
    deploy("timeDate", "2030-01-01T00:01:00Z");
    deploy("timeDate", "2030-01-01T00:01:00Z");

    engine.advance(Duration.ofHours(1));

    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void mayStandBesideANoneStartEvent() {
    engine.deploy(
        process("p")
            .start()
            .end()
            .startTimer("begin", "timeDate", "2030-01-01T00:01:00Z")
            .to("end"));
    engine.start("p");

    engine.advance(Duration.ofMinutes(1));

    assertThat(instances()).isEqualTo(2);
    assertThatInstance(engine.newest()).isCompleted().passed("begin", "end").neverEntered("start");
  }

  @Test
  void outlivesARestart() {
    deploy("timeCycle", "R2/PT1M");
    engine.advance(Duration.ofMinutes(1));

    engine.restart();
    engine.advance(Duration.ofHours(1));

    assertThat(instances()).isEqualTo(2);
  }
}
