package io.orrery.gateway.rest;

import io.orrery.transport.ClockControl;
import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lets the tests of users turn the clock of the broker that runs in the same process.
@RestController
@RequestMapping("/v2/clock")
public final class ClockController {

  /// The end of the year 9999: what lies behind is no date that anybody could read.
  static final long MAX_TIMESTAMP = 253_402_300_799_999L;

  private static final URI BLANK = URI.create("about:blank");

  private final ObjectProvider<ClockControl> clocks;

  ClockController(ObjectProvider<ClockControl> clocks) {
    this.clocks = clocks;
  }

  /// What the time shall be.
  ///
  /// @param timestamp in milliseconds since the epoch
  record Time(@Nullable Long timestamp) {}

  @PutMapping
  ResponseEntity<ProblemDetail> pin(@RequestBody Time time) {
    var timestamp = time.timestamp();
    if (timestamp == null || timestamp < 0 || timestamp > MAX_TIMESTAMP) {
      return unreadable();
    }
    return turn(clock -> clock.pin(Instant.ofEpochMilli(timestamp)));
  }

  @PostMapping("/reset")
  ResponseEntity<ProblemDetail> reset() {
    return turn(ClockControl::reset);
  }

  private ResponseEntity<ProblemDetail> turn(Consumer<ClockControl> how) {
    var clock = clocks.getIfAvailable();
    if (clock == null) {
      return problem(
          HttpStatus.NOT_IMPLEMENTED,
          "UNIMPLEMENTED",
          "The brokers of this gateway run in other processes. Turn the clock of each at its"
              + " management port: POST or DELETE /actuator/clock");
    }
    if (!clock.isControlled()) {
      return problem(
          HttpStatus.FORBIDDEN,
          "FORBIDDEN",
          "The clock cannot be turned: orrery.broker.clock.controlled is not true");
    }
    how.accept(clock);
    return ResponseEntity.noContent().build();
  }

  @ExceptionHandler(HttpMessageNotReadableException.class)
  ResponseEntity<ProblemDetail> unreadable() {
    return problem(
        HttpStatus.BAD_REQUEST,
        "INVALID_ARGUMENT",
        "The body must be {\"timestamp\": milliseconds since the epoch}, from 0 to "
            + MAX_TIMESTAMP);
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpStatus status, String title, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(BLANK);
    problem.setTitle(title);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
