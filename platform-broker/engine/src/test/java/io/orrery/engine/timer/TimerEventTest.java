package io.orrery.engine.timer;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.TimerCommand;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Intermediate timer events. Tests begin at 2030-01-01T00:00:00Z.
class TimerEventTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  @ParameterizedTest
  @CsvSource({
    "timeDuration, PT10S, 10000",
    "timeDuration, PT0.25S, 250",
    "timeDuration, P1D, 86400000",
    "timeDuration, '=duration(\"PT1M\")', 60000",
    "timeDuration, '=\"PT\" + \"2M\"', 120000",
    "timeDate, 2030-01-01T00:00:05Z, 5000",
    "timeDate, 2030-01-01T01:00:05+01:00, 5000",
    "timeDate, '=now() + duration(\"PT3S\")', 3000",
    // never early: parts of a millisecond are rounded up
    "timeDuration, PT0.0104S, 11",
    "timeDate, 2030-01-01T00:00:00.000001Z, 1",
  })
  void waitUntilTheyAreDueAndNoLonger(String kind, String value, long millis) {
    engine.deploy(process("p").start().catchTimer("wait", kind, value).end());
    var instance = engine.start("p");

    engine.advance(Duration.ofMillis(millis - 1));
    assertThatInstance(instance).isAt("wait");
    engine.advance(Duration.ofMillis(1));

    assertThatInstance(instance).isCompleted().passed("wait", "end");
  }

  @ParameterizedTest
  @CsvSource({
    "timeDuration, PT0S",
    "timeDuration, -PT5M",
    "timeDuration, '=duration(\"-P400Y\")'",
    "timeDate, 2029-12-31T23:59:59Z",
    "timeDate, 1900-01-01T00:00:00Z",
  })
  void happenAtOnceWhenTheirTimeIsPast(String kind, String value) {
    engine.deploy(process("p").start().catchTimer("wait", kind, value).end());
    var instance = engine.start("p");

    engine.advance(Duration.ZERO);

    assertThatInstance(instance).isCompleted();
  }

  @ParameterizedTest
  @CsvSource({"P300000Y", "P9000Y", "PT99999999999H"})
  void neverHappenWhenTheyAreTooFarAway(String value) {
    engine.deploy(process("p").start().catchTimer("wait", "timeDuration", "=d").end());
    var instance = engine.start("p", "{\"d\":\"" + value + "\"}");

    engine.advance(Duration.ofDays(365));

    assertThatInstance(instance).isAt("wait");
    engine.cancel(instance);
  }

  @Test
  void raiseAnIncidentWhenTheyCannotBeComputed() {
    engine.deploy(process("p").start().catchTimer("wait", "timeDuration", "=d").end());
    var instance = engine.start("p", "{\"d\":\"soon\"}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.EXTRACT_VALUE_ERROR);
    engine.setVariables(instance.key(), "{\"d\":\"PT1S\"}", false);
    engine.resolve();
    engine.advance(Duration.ofSeconds(1));

    assertThatInstance(instance).isCompleted();
  }

  @Test
  void areForgottenWhenTheInstanceIsCanceled() {
    engine.deploy(process("p").start().catchTimer("wait", "timeDuration", "PT1M").end());
    var instance = engine.start("p");

    engine.cancel(instance);

    assertThat(engine.engine().nextDueMillis()).isEqualTo(Long.MAX_VALUE);
    assertThatInstance(instance).isTerminated();
  }

  @Test
  void happenInTheOrderOfTheirTimes() {
    engine.deploy(
        process("p")
            .start()
            .parallel("fork")
            .catchTimer("b", "timeDuration", "PT2S")
            .end("eb")
            .from("fork")
            .catchTimer("a", "timeDuration", "PT1S")
            .end("ea")
            .from("fork")
            .catchTimer("c", "timeDuration", "PT3S")
            .end("ec"));
    var instance = engine.start("p");

    engine.advance(Duration.ofMinutes(1));

    assertThatInstance(instance).isCompleted().passed("a", "b", "c");
  }

  @Test
  void outliveARestart() {
    engine.deploy(process("p").start().catchTimer("wait", "timeDuration", "PT1M").end());
    var instance = engine.start("p");

    engine.restart();
    engine.advance(Duration.ofMinutes(1));

    assertThatInstance(instance).isCompleted();
  }

  @Test
  void areNotTriggeredEarlyBySomebodyElse() {
    engine.deploy(process("p").start().catchTimer("wait", "timeDuration", "PT1M").end());
    var instance = engine.start("p");
    var key = engine.history().keyOf(io.orrery.protocol.TimerEvent.Created.class);
    var before = engine.position();

    engine.send(new TimerCommand.Trigger(key));
    engine.send(new TimerCommand.Trigger(12345));

    assertThat(engine.position()).isEqualTo(before);
    engine.cancel(instance);
  }
}
