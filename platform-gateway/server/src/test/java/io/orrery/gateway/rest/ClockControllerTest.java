package io.orrery.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.transport.ClockControl;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpStatus;

/// The clock where the brokers are elsewhere; beside Operate it is tried in Operate's own tests.
class ClockControllerTest {

  private final ClockController clock =
      new ClockController(new StaticListableBeanFactory().getBeanProvider(ClockControl.class));

  @Test
  void ofAGatewayApartSaysWhereTheClocksAre() {
    var answer = clock.reset();

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.NOT_IMPLEMENTED);
    assertThat(Objects.requireNonNull(answer.getBody()).getDetail()).contains("/actuator/clock");
  }

  @Test
  void refusesWhatIsNoTimeAllTheSame() {
    var answer = clock.pin(new ClockController.Time(-1L));

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
  }
}
