package io.orrery.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.CancelProcessInstanceRequest;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.DeployResourceRequest;
import io.orrery.gateway.protocol.FailJobRequest;
import io.orrery.gateway.protocol.PublishMessageRequest;
import io.orrery.gateway.protocol.ResolveIncidentRequest;
import io.orrery.gateway.protocol.SetVariablesRequest;
import io.orrery.gateway.protocol.ThrowErrorRequest;
import io.orrery.gateway.protocol.UpdateJobRetriesRequest;
import io.orrery.gateway.protocol.UpdateJobTimeoutRequest;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests that make no sense get a status that does, and harm nobody else.
class RequestsTest {

  private static final List<String> METHODS =
      List.of(
          "Topology",
          "DeployResource",
          "CreateProcessInstance",
          "CreateProcessInstanceWithResult",
          "ActivateJobs",
          "StreamActivatedJobs",
          "CompleteJob",
          "FailJob",
          "PublishMessage",
          "SetVariables");

  @TempDir private static Path data;
  private static Victim victim;
  private Raw raw;

  @BeforeAll
  static void start() {
    victim = new Victim(data);
  }

  @AfterAll
  static void stop() {
    victim.close();
  }

  @BeforeEach
  void connect() {
    raw = victim.connect();
  }

  @AfterEach
  void theOthersAreServedAsEver() {
    raw.close();
    victim.assertWell();
  }

  @Test
  void bytesThatAreNoMessageAreRefused() throws Exception {
    // Field 1 as a length-delimited value of two gigabytes, and a group that never ends.
    var torn = new byte[] {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 1};
    var endless = new byte[] {0x0B, 0x0B, 0x0B, 0x0B};
    // Topology is left out: it asks for nothing, whatever the bytes are.
    for (var method : METHODS.subList(1, METHODS.size())) {
      for (var bytes : List.of(torn, endless)) {
        var status = raw.send(method, bytes);

        assertThat(status.getCode()).as("%s: %s", method, status).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).as(method).contains("cannot be read");
      }
    }
  }

  @Test
  void anyBytesAreAnswered() throws Exception {
    var random = new Random(7);
    for (var i = 0; i < 300; i++) {
      var bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      var method = METHODS.get(random.nextInt(METHODS.size()));
      if (!method.equals("StreamActivatedJobs")) {
        assertThat(raw.send(method, bytes).getCode())
            .as(method)
            .isNotEqualTo(Code.DEADLINE_EXCEEDED);
      }
    }
  }

  @Test
  void bytesThatAreNoHttpEndTheirConnectionOnly() throws Exception {
    var address = victim.server().address();
    for (var text :
        List.of(
            "GET / HTTP/1.1\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnot a frame at all",
            "\0\0\0")) {
      try (var socket = new Socket(address.getHost(), address.getPort())) {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        socket.setSoTimeout(120_000);
        socket.getInputStream().readAllBytes();
      }
    }
  }

  @Test
  void connectionsThatSayNothingDoNoHarm() throws Exception {
    var address = victim.server().address();
    var silent = new ArrayList<Socket>();
    for (var i = 0; i < 300; i++) {
      silent.add(new Socket(address.getHost(), address.getPort()));
    }
    victim.assertWell();
    for (var socket : silent) {
      socket.close();
    }
  }

  @Test
  void aRequestOverTheLimitIsRefusedWithSizeAndLimit() throws Exception {
    for (var method : METHODS) {
      var status = raw.sendZeros(method, 100 << 20);

      assertThat(status.getCode()).as("%s: %s", method, status).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(status.getDescription()).contains("maximum size 4", "104857600");
    }
  }

  @Test
  void headersOverTheLimitAreRefused() throws Exception {
    var headers = new Metadata();
    headers.put(Metadata.Key.of("filler", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(1 << 20));
    var status = raw.send("Topology", new ByteArrayInputStream(new byte[0]), headers);

    assertThat(status.isOk()).isFalse();
    assertThat(status.getCode()).isNotEqualTo(Code.DEADLINE_EXCEEDED);
  }

  @Test
  void keysThatAreNobodysAreNotFound() {
    for (var key :
        new long[] {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 51) + 999_999_999}) {
      var stub = raw.stub();
      assertNotFound(
          key, () -> stub.completeJob(CompleteJobRequest.newBuilder().setJobKey(key).build()));
      assertNotFound(key, () -> stub.failJob(FailJobRequest.newBuilder().setJobKey(key).build()));
      assertNotFound(
          key,
          () ->
              stub.throwError(
                  ThrowErrorRequest.newBuilder().setJobKey(key).setErrorCode("e").build()));
      assertNotFound(
          key,
          () ->
              stub.updateJobRetries(
                  UpdateJobRetriesRequest.newBuilder().setJobKey(key).setRetries(1).build()));
      assertNotFound(
          key,
          () ->
              stub.updateJobTimeout(
                  UpdateJobTimeoutRequest.newBuilder().setJobKey(key).setTimeout(1).build()));
      assertNotFound(
          key,
          () ->
              stub.cancelProcessInstance(
                  CancelProcessInstanceRequest.newBuilder().setProcessInstanceKey(key).build()));
      assertNotFound(
          key,
          () ->
              stub.setVariables(
                  SetVariablesRequest.newBuilder()
                      .setElementInstanceKey(key)
                      .setVariables("{}")
                      .build()));
      assertNotFound(
          key,
          () ->
              stub.resolveIncident(
                  ResolveIncidentRequest.newBuilder().setIncidentKey(key).build()));
    }
  }

  private static void assertNotFound(long key, ThrowingCallable call) {
    assertRefused(Code.NOT_FOUND, call).contains(Long.toString(key));
  }

  @Test
  void valuesThatMakeNoSenseAreInvalid() {
    var stub = raw.stub();
    var activate =
        ActivateJobsRequest.newBuilder()
            .setType("t")
            .setWorker("w")
            .setTimeout(1)
            .setMaxJobsToActivate(1);
    assertInvalid("type", () -> stub.activateJobs(activate.clone().setType(" ").build()).hasNext());
    assertInvalid(
        "timeout", () -> stub.activateJobs(activate.clone().setTimeout(0).build()).hasNext());
    assertInvalid(
        "timeout",
        () -> stub.activateJobs(activate.clone().setTimeout(Long.MIN_VALUE).build()).hasNext());
    assertInvalid(
        "jobs",
        () -> stub.activateJobs(activate.clone().setMaxJobsToActivate(-1).build()).hasNext());
    assertInvalid(
        "process",
        () -> stub.createProcessInstance(CreateProcessInstanceRequest.getDefaultInstance()));
    assertInvalid(
        "resource", () -> stub.deployResource(DeployResourceRequest.getDefaultInstance()));
    assertInvalid("name", () -> stub.publishMessage(PublishMessageRequest.getDefaultInstance()));
    assertInvalid(
        "time",
        () ->
            stub.publishMessage(
                PublishMessageRequest.newBuilder()
                    .setName("m")
                    .setCorrelationKey("k")
                    .setTimeToLive(-1)
                    .build()));
    assertInvalid(
        "tenant", () -> stub.createProcessInstance(create("{}").setTenantId("other").build()));
  }

  private static void assertInvalid(String what, ThrowingCallable call) {
    assertRefused(Code.INVALID_ARGUMENT, call).containsIgnoringCase(what);
  }

  static AbstractStringAssert<?> assertRefused(Code code, ThrowingCallable call) {
    var thrown = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(thrown).as("a refusal with %s", code).isNotNull();
    assertThat(thrown.getStatus().getCode()).as(thrown.getMessage()).isEqualTo(code);
    return assertThat(thrown.getStatus().getDescription());
  }

  private static CreateProcessInstanceRequest.Builder create(String variables) {
    return CreateProcessInstanceRequest.newBuilder()
        .setBpmnProcessId(victim.process())
        .setVersion(-1)
        .setVariables(variables);
  }

  private static final List<String> NO_OBJECTS =
      List.of(
          "x",
          "[1]",
          "1",
          "\"text\"",
          "{",
          "{\"a\":}",
          "{\"a\":1,}",
          "{a:1}",
          "{\"a\":1}}",
          "{\"a\":01}",
          "{\"a\":NaN}",
          "{\"a\":\"\n\"}",
          "{\"a\":\"\\u12\"}",
          "[".repeat(100_000),
          "{\"a\":" + "[".repeat(100_000));

  @Test
  void variablesThatAreNoObjectAreInvalidEverywhere() {
    var stub = raw.stub();
    stub.createProcessInstance(create("{}").build());
    var job = activate(1_000_000);
    for (var text : NO_OBJECTS) {
      assertInvalid("JSON", () -> stub.createProcessInstance(create(text).build()));
      assertInvalid(
          "JSON",
          () ->
              stub.completeJob(
                  CompleteJobRequest.newBuilder()
                      .setJobKey(job.getKey())
                      .setVariables(text)
                      .build()));
      assertInvalid(
          "JSON",
          () ->
              stub.setVariables(
                  SetVariablesRequest.newBuilder()
                      .setElementInstanceKey(job.getElementInstanceKey())
                      .setVariables(text)
                      .build()));
      assertInvalid(
          "JSON",
          () ->
              stub.publishMessage(
                  PublishMessageRequest.newBuilder()
                      .setName("m")
                      .setCorrelationKey("k")
                      .setVariables(text)
                      .build()));
    }
    stub.completeJob(CompleteJobRequest.newBuilder().setJobKey(job.getKey()).build());
  }

  @Test
  void numbersOfAnySizeComeBackAsTheyWent() {
    var stub = raw.stub();
    var text =
        "{\"a\":-1e400,\"b\":123456789012345678901234567890,\"c\":-0.0000000000000000000000001,\"d\":-9223372036854775808,\"e\":1E-400}";
    stub.createProcessInstance(create(text).build());
    var job = activate(1_000_000);

    assertThat(job.getVariables()).isEqualTo(text);
    stub.completeJob(CompleteJobRequest.newBuilder().setJobKey(job.getKey()).build());
  }

  @Test
  void aJobIsCompletedOnceAndNotUnderAStaleLease() {
    var stub = raw.stub();
    stub.createProcessInstance(create("{}").build());
    var first = activate(50);
    var second = activate(1_000_000);
    var stale =
        CompleteJobRequest.newBuilder().setJobKey(first.getKey()).setLease(first.getLease());
    var fresh = stale.clone().setLease(second.getLease());

    assertThat(second.getKey()).isEqualTo(first.getKey());
    assertRefused(Code.FAILED_PRECONDITION, () -> stub.completeJob(stale.build()))
        .contains("lease");
    assertRefused(Code.INVALID_ARGUMENT, () -> stub.completeJob(stale.clone().setLease(-1).build()))
        .contains("lease");
    stub.completeJob(fresh.build());
    assertRefused(Code.NOT_FOUND, () -> stub.completeJob(fresh.build()))
        .contains(Long.toString(first.getKey()));
  }

  /// The job of the victim's process; every test leaves none behind.
  private ActivatedJob activate(long timeout) {
    var request =
        ActivateJobsRequest.newBuilder()
            .setType(victim.process())
            .setWorker("w")
            .setTimeout(timeout)
            .setMaxJobsToActivate(1)
            .setRequestTimeout(60_000);
    return raw.stub().activateJobs(request.build()).next().getJobs(0);
  }
}
