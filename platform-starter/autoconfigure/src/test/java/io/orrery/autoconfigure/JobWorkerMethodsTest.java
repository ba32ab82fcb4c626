package io.orrery.autoconfigure;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orrery.autoconfigure.annotation.CustomHeaders;
import io.orrery.autoconfigure.annotation.JobWorker;
import io.orrery.autoconfigure.annotation.Variable;
import io.orrery.autoconfigure.annotation.VariablesAsType;
import io.orrery.client.ActivatedJob;
import io.orrery.client.BpmnError;
import io.orrery.client.JobClient;
import io.orrery.client.fake.FakeGateway;
import io.orrery.gateway.jobs.OpenWork;
import io.orrery.gateway.protocol.FailJobRequest;
import io.orrery.gateway.protocol.ThrowErrorRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Annotated methods against a gateway on a real socket. */
class JobWorkerMethodsTest {

  private final FakeGateway gateway = FakeGateway.start();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OrreryClientAutoConfiguration.class, OrreryWorkerAutoConfiguration.class))
          .withPropertyValues("orrery.client.address=" + gateway.address());

  @AfterEach
  void stop() {
    gateway.close();
  }

  record Order(String id, @JsonProperty("sum") int total) {}

  record Receipt(String receipt) {}

  static class Workers {

    @JobWorker("charge")
    Receipt charge(Order order) {
      return new Receipt(order.id() + "/" + order.total());
    }

    @JobWorker("explicit")
    Map<String, Object> explicit(
        @Variable("id") String number,
        @Variable(name = "none", optional = true) @Nullable String none,
        @VariablesAsType Order order,
        @CustomHeaders Map<String, String> headers,
        List<String> items,
        int sum) {
      return Map.of("all", number + none + order + headers + items + sum);
    }

    @JobWorker
    void named() {}

    @JobWorker("blocked")
    void blocked() {
      throw new BpmnError("BLOCKED", "the card is blocked");
    }

    @JobWorker("broken")
    void broken() {
      throw new IllegalStateException("no connection");
    }

    @JobWorker("missing")
    void missing(@Variable String needed) {}

    @JobWorker(type = "manual", autoComplete = false)
    void manual(JobClient client, ActivatedJob job) {
      client.complete(job).variables("{\"by\":\"hand\"}").send().join();
    }

    @JobWorker("later")
    CompletableFuture<Receipt> later() {
      return CompletableFuture.completedFuture(new Receipt("later"));
    }

    @JobWorker(value = "off", enabled = false)
    void off() {}

    @JobWorker(value = "set", timeout = "30s", maxJobsActive = 3, name = "${who}")
    void set(@Variable String a) {}
  }

  private Map<String, OpenWork> open(int workers) {
    Map<String, OpenWork> byType = new HashMap<>();
    for (int i = 0; i < workers; i++) {
      OpenWork open = next(gateway.jobs.openings);
      byType.put(open.getType(), open);
    }
    return byType;
  }

  private static OpenWork opening(Map<String, OpenWork> byType, String type) {
    return Objects.requireNonNull(byType.get(type), type);
  }

  private ApplicationContextRunner workers() {
    return runner.withBean(Workers.class).withPropertyValues("who=me");
  }

  @Test
  void takesVariablesAsARecordAndGivesThemBackAsOne() {
    workers()
        .run(it -> {
          gateway.offer("charge", "{\"id\":\"A\",\"sum\":5,\"more\":true}");
          assertThat(next(gateway.completed).getVariables()).isEqualTo("{\"receipt\":\"A/5\"}");
        });
  }

  @Test
  void fillsEveryKindOfParameter() {
    workers()
        .run(it -> {
          gateway.offer(
              io.orrery.gateway.protocol.ActivatedJob.newBuilder()
                  .setType("explicit")
                  .setCustomHeaders("{\"h\":\"1\"}")
                  .setVariables("{\"id\":\"A\",\"sum\":5,\"items\":[\"x\"]}"));
          assertThat(next(gateway.completed).getVariables())
              .contains("AnullOrder[id=A, total=5]{h=1}[x]5");
        });
  }

  @Test
  void sendsBpmnErrorsAndFailuresWithTheirLease() {
    workers()
        .run(it -> {
          gateway.offer("blocked", "{}");
          ThrowErrorRequest error = next(gateway.thrown);
          assertThat(error.getErrorCode()).isEqualTo("BLOCKED");
          assertThat(error.getLease()).isEqualTo(1001);

          gateway.offer("broken", "{}");
          FailJobRequest failure = next(gateway.failed);
          assertThat(failure.getRetries()).isEqualTo(2);
          assertThat(failure.getRetryBackOff()).isEqualTo(1000);
          assertThat(failure.getErrorMessage()).contains("no connection");
          assertThat(failure.getLease()).isEqualTo(1002);
        });
  }

  @Test
  void failsTheJobWhoseVariableIsMissing() {
    workers()
        .run(it -> {
          gateway.offer("missing", "{}");
          assertThat(next(gateway.failed).getErrorMessage()).contains("has no variable 'needed'");
        });
  }

  @Test
  void leavesCompletingToTheMethodThatWantsTo() {
    workers()
        .run(it -> {
          gateway.offer("manual", "{}");
          assertThat(next(gateway.completed).getVariables()).isEqualTo("{\"by\":\"hand\"}");
        });
  }

  @Test
  void waitsForAFuture() {
    workers()
        .run(it -> {
          gateway.offer("later", "{}");
          assertThat(next(gateway.completed).getVariables()).isEqualTo("{\"receipt\":\"later\"}");
        });
  }

  @Test
  void asksForTheVariablesThatParametersName() {
    workers()
        .run(it -> {
          Map<String, OpenWork> open = open(9);
          assertThat(opening(open, "charge").getFetchVariablesList()).containsExactly("id", "sum");
          assertThat(opening(open, "explicit").getFetchVariablesList())
              .containsExactly("id", "items", "none", "sum");
          assertThat(opening(open, "manual").getFetchVariablesList()).isEmpty();
          assertThat(open).containsKey("named").doesNotContainKey("off");
        });
  }

  @Test
  void prefersOverridesToAnnotationsToDefaults() {
    workers()
        .withPropertyValues(
            "orrery.client.worker.defaults.timeout=7s",
            "orrery.client.worker.defaults.max-jobs-active=11",
            "orrery.client.worker.override.set.max-jobs-active=4",
            "orrery.client.worker.override.off.enabled=true",
            "orrery.client.worker.override.charge.fetch-variables=id")
        .run(it -> {
          Map<String, OpenWork> open = open(10);
          assertThat(opening(open, "set").getTimeout()).isEqualTo(30_000);
          assertThat(opening(open, "set").getCredits()).isEqualTo(4);
          assertThat(opening(open, "set").getWorker()).isEqualTo("me");
          assertThat(opening(open, "off").getTimeout()).isEqualTo(7_000);
          assertThat(opening(open, "off").getCredits()).isEqualTo(11);
          assertThat(opening(open, "charge").getFetchVariablesList()).containsExactly("id");
        });
  }

  @Test
  void goesOnAfterTheGatewayWasAway() {
    workers()
        .run(it -> {
          gateway.stop();
          gateway.restart();
          gateway.offer("charge", "{\"id\":\"B\",\"sum\":1}");
          assertThat(next(gateway.completed).getLease()).isEqualTo(1001);
        });
  }

  static class Scalar {
    @JobWorker("scalar")
    int scalar() {
      return 1;
    }
  }

  @Test
  void refusesAMethodThatReturnsAValueWithoutAName() {
    runner
        .withBean(Scalar.class)
        .run(it ->
            assertThat(it)
                .getFailure()
                .hasStackTraceContaining("return a record, a Map or nothing"));
  }
}
