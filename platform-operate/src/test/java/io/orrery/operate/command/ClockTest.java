package io.orrery.operate.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import io.orrery.operate.TurnedClock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/// The gateway's clock, as it is reached beside Operate.
@OperateTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ClockTest {

  private final TurnedClock clock;
  private final Caller operator;
  private final Caller admin;

  ClockTest(TurnedClock clock, @LocalServerPort int port) {
    this.clock = clock;
    this.operator = new Caller(port).as("operator");
    this.admin = new Caller(port).as("admin");
  }

  @BeforeEach
  void reset() {
    clock.controlled = true;
    clock.pinned = null;
  }

  @Test
  void standsStillWhereAnOperatorPinsItUntilItIsReset() {
    var pinned = operator.call("PUT", "/v2/clock", "{\"timestamp\":1767225600000}");

    assertThat(pinned.statusCode()).as(pinned.body()).isEqualTo(204);
    assertThat(clock.pinned).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(operator.call("POST", "/v2/clock/reset", null).statusCode()).isEqualTo(204);
    assertThat(clock.pinned).isNull();
  }

  @Test
  void namesTheSettingThatAllowsIt() {
    clock.controlled = false;

    var pin = Caller.json(operator.call("PUT", "/v2/clock", "{\"timestamp\":0}"), 403);
    var reset = Caller.json(operator.call("POST", "/v2/clock/reset", "{}"), 403);

    assertThat(pin.path("detail").asString()).contains("orrery.broker.clock.controlled");
    assertThat(reset.path("detail").asString()).contains("orrery.broker.clock.controlled");
    assertThat(clock.pinned).isNull();
  }

  @Test
  void isNotTurnedWithoutAnEntryInTheAuditLog() {
    operator.call("PUT", "/v2/clock", "{\"timestamp\":1767225600000}");
    clock.controlled = false;
    operator.call("POST", "/v2/clock/reset", null);

    var log = admin.post("/v2/audit-logs/search", "{\"page\":{\"limit\":2}}").path("items");

    assertThat(log.path(1).path("operationType").asString()).isEqualTo("PIN_CLOCK");
    assertThat(log.path(1).path("entityType").asString()).isEqualTo("CLOCK");
    assertThat(log.path(1).path("actorId").asString()).isEqualTo("operator");
    assertThat(log.path(1).path("result").asString()).isEqualTo("SUCCESS");
    assertThat(log.path(0).path("operationType").asString()).isEqualTo("RESET_CLOCK");
    assertThat(log.path(0).path("actorId").asString()).isEqualTo("operator");
    assertThat(log.path(0).path("result").asString()).isEqualTo("FAIL");
    assertThat(log.path(0).path("detail").asString()).isEqualTo("403 FORBIDDEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"timestamp\":-1}",
        "{\"timestamp\":253402300800000}",
        "{\"timestamp\":\"soon\"}",
        "now"
      })
  void refusesWhatIsNoTime(String body) {
    var problem = Caller.json(operator.call("PUT", "/v2/clock", body), 400);

    assertThat(problem.path("detail").asString()).contains("timestamp");
    assertThat(clock.pinned).isNull();
  }
}
