package io.orrery.client;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.orrery.client.fake.FakeGateway;
import io.orrery.gateway.protocol.FailJobRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a worker does with results that the platform does not take. */
class JobResultsTest {

  private static final int MORE_THAN_A_MESSAGE = 5_000_000;

  private static final Status REJECTED =
      Status.INTERNAL.withDescription(
          "Command 'COMPLETE' rejected with code 'EXCEEDED_BATCH_RECORD_SIZE': too much");

  private final FakeGateway gateway = FakeGateway.start();
  private final OrreryClient client = gateway.connect();

  @AfterEach
  void hangUp() {
    gateway.close();
  }

  @Test
  void failsTheJobWhoseCompletionTheEngineRejects() {
    gateway.refusals.add(REJECTED);
    gateway.offer("pay", "{}");
    client.worker("pay").open((jobs, job) -> Map.of("paid", true));

    FailJobRequest failure = next(gateway.failed);
    assertThat(failure.getRetries()).isEqualTo(2);
    assertThat(failure.getErrorMessage()).contains("EXCEEDED_BATCH_RECORD_SIZE");
    assertThat(failure.getLease()).isEqualTo(1001);
  }

  @Test
  void failsTheJobWhoseBpmnErrorIsRefused() {
    gateway.refusals.add(Status.INVALID_ARGUMENT.withDescription("no such variables"));
    gateway.offer("pay", "{}");
    client
        .worker("pay")
        .open((jobs, job) -> {
          throw new BpmnError("CARD_BLOCKED", "it is blocked");
        });

    FailJobRequest failure = next(gateway.failed);
    assertThat(failure.getRetries()).isEqualTo(2);
    assertThat(failure.getErrorMessage()).contains("no such variables");
    assertThat(gateway.thrown).isEmpty();
  }

  @Test
  void failsTheJobWhoseResultIsLargerThanAMessageMayBe() {
    gateway.offer("pay", "{}");
    client.worker("pay").open((jobs, job) -> Map.of("receipt", "x".repeat(MORE_THAN_A_MESSAGE)));

    FailJobRequest failure = next(gateway.failed);
    assertThat(failure.getRetries()).isEqualTo(2);
    assertThat(failure.getErrorMessage()).contains("exceeds maximum size");
  }

  @Test
  void repeatsACompletionThatAStoppingGatewayLeftWithoutAnAnswer() {
    gateway.silent = true;
    long key = gateway.offer("pay", "{}");
    client.worker("pay").open((jobs, job) -> null);
    assertThat(next(gateway.unanswered).getJobKey()).isEqualTo(key);
    gateway.stop();
    gateway.silent = false;
    gateway.restart();

    assertThat(next(gateway.completed).getJobKey()).isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"CANCELLED", "UNKNOWN", "ABORTED", "DATA_LOSS", "INTERNAL"})
  void repeatsACompletionWhoseOutcomeIsUnclear(Status.Code code) {
    gateway.refusals.add(code.toStatus());
    long key = gateway.offer("pay", "{}");
    client.worker("pay").open((jobs, job) -> null);

    assertThat(next(gateway.completed).getJobKey()).isEqualTo(key);
    assertThat(gateway.failed).isEmpty();
  }

  @Test
  void failsTheJobWhoseCompletionWasUnclearAsLongAsItWasHeld() {
    gateway.completionRefusal = Status.UNKNOWN.withDescription("HTTP status code 413");
    gateway.offer("pay", "{}");
    client.worker("pay").timeout(Duration.ofMillis(500)).open((jobs, job) -> null);

    FailJobRequest failure = next(gateway.failed);
    assertThat(failure.getRetries()).isEqualTo(2);
    assertThat(failure.getErrorMessage()).contains("HTTP status code 413");
  }
}
