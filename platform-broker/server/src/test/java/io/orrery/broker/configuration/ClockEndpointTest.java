package io.orrery.broker.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.broker.Models;
import io.orrery.protocol.Blob;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// The clock that users' tests may set.
class ClockEndpointTest {

  private static final Instant FUTURE = Instant.parse("2040-01-01T00:00:00Z");

  @TempDir Path root;

  private ApplicationContextRunner runner(boolean controlled) {
    return new ApplicationContextRunner()
        .withUserConfiguration(BrokerConfiguration.class)
        .withPropertyValues(
            "orrery.broker.clock.controlled=" + controlled,
            "orrery.data.directory=" + root,
            "orrery.broker.disk.low-water=0B",
            "orrery.broker.disk.critical-water=0B");
  }

  @Test
  void cannotBePinnedUnlessThatWasAllowed() {
    runner(false)
        .run(context -> {
          var endpoint = context.getBean(ClockEndpoint.class);
          assertThatThrownBy(() -> endpoint.pin(FUTURE.toEpochMilli()))
              .isInstanceOf(InvalidEndpointRequestException.class);
          assertThatThrownBy(endpoint::reset).isInstanceOf(InvalidEndpointRequestException.class);
          assertThat(endpoint.now().instant()).isBefore(FUTURE);
        });
  }

  @Test
  void standsStillWhereItIsPinned() {
    runner(true)
        .run(context -> {
          var endpoint = context.getBean(ClockEndpoint.class);
          assertThat(endpoint.pin(FUTURE.toEpochMilli()).instant()).isEqualTo(FUTURE);
          assertThat(endpoint.now().timestamp()).isEqualTo(FUTURE.toEpochMilli());
          assertThat(endpoint.reset().instant()).isBefore(FUTURE);
        });
  }

  @Test
  void letsWhatIsDueHappen() {
    runner(true)
        .run(context -> {
          var brokers = context.getBean(Brokers.class);
          deployTimer(brokers);
          assertThat(jobs(brokers)).isEmpty();

          context.getBean(ClockEndpoint.class).pin(FUTURE.plusSeconds(1).toEpochMilli());

          assertThat(awaitJob(brokers)).isTrue();
        });
  }

  private static void deployTimer(Brokers brokers) {
    var model = Models.startTimer(FUTURE.toString()).getBytes(StandardCharsets.UTF_8);
    var resource = new DeploymentCommand.Resource("timer.bpmn", Blob.of(model));
    ask(brokers, new DeploymentCommand.Create(List.of(resource)));
  }

  private static List<?> jobs(Brokers brokers) {
    var activate = new JobCommand.Activate("work", "w", Duration.ofMinutes(1), 1, List.of());
    return ((Response.JobsActivated) ask(brokers, activate)).jobs();
  }

  private static boolean awaitJob(Brokers brokers) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() - deadline < 0) {
      if (!jobs(brokers).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Response ask(Brokers brokers, Command command) {
    var answer = new CompletableFuture<Answer>();
    brokers.send(1, command, answer::complete);
    if (answer.orTimeout(120, TimeUnit.SECONDS).join()
        instanceof Answer.Accepted(var response, _)) {
      return response;
    }
    throw new AssertionError("Expected to be accepted, but got " + answer.join());
  }
}
