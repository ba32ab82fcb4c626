package io.orrery.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.protocol.Command;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.Jobs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.devh.boot.grpc.server.event.GrpcServerStartedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The whole application over fake brokers, as published clients and tools see it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedClientTest {

  private static final FakeBrokers BROKERS = new FakeBrokers(2);
  private static final BlockingQueue<Integer> PORTS = new LinkedBlockingQueue<>();

  private @Nullable ConfigurableApplicationContext application;
  private int grpcPort;
  private int httpPort;
  private ZeebeClient client;
  private ManagedChannel channel;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(GatewayConfiguration.class)
  static class Application {
    @Bean
    Brokers brokers() {
      return BROKERS;
    }

    @Bean
    ApplicationListener<GrpcServerStartedEvent> started() {
      return event -> PORTS.add(event.getServer().getPort());
    }
  }

  @BeforeAll
  void start() {
    var spring = new SpringApplication(Application.class);
    spring.setDefaultProperties(
        Map.of(
            "orrery.gateway.grpc.port", "0",
            "server.port", "0",
            "server.address", "127.0.0.1"));
    var context = spring.run();
    application = context;
    grpcPort = FakeBrokers.await(PORTS);
    httpPort =
        Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
  }

  @AfterAll
  void stop() {
    if (application != null) {
      application.close();
    }
  }

  @BeforeEach
  void connect() {
    BROKERS.answering((partition, command) -> null);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", grpcPort).usePlaintext().build();
    client =
        ZeebeClient.newClientBuilder()
            .grpcAddress(URI.create("http://127.0.0.1:" + grpcPort))
            .restAddress(URI.create("http://127.0.0.1:" + httpPort))
            .usePlaintext()
            .preferRestOverGrpc(false)
            .build();
  }

  @AfterEach
  void disconnect() {
    client.close();
    channel.shutdownNow();
  }

  private static Answer answer(int partition, Command command) {
    return switch (command) {
      case InstanceCommand.Create create ->
          new Answer.Accepted(
              create.result() == null
                  ? new Response.InstanceCreated(
                      Keys.of(1, 1), create.processId(), 1, Keys.of(partition, 9))
                  : new Response.InstanceResult(
                      Keys.of(1, 1),
                      create.processId(),
                      1,
                      Keys.of(partition, 9),
                      create.variables()));
      case JobCommand.Activate _ ->
          new Answer.Accepted(new Response.JobsActivated(List.of(Jobs.job(partition, 5)), false));
      case JobCommand.Complete _ ->
          new Answer.Refused(new Rejection(RejectionType.NOT_FOUND, "no such job"));
      default -> new Answer.Accepted(new Response.Done());
    };
  }

  @Test
  void sendsTheTopology() {
    var topology = client.newTopologyRequest().send().join();

    assertThat(topology.getPartitionsCount()).isEqualTo(2);
    assertThat(topology.getBrokers().getFirst().getPartitions()).hasSize(2);
    assertThat(topology.getGatewayVersion()).isEqualTo("8.9.0");
    assertThat(topology.getBrokers().getFirst().getVersion()).isEqualTo("8.9.0");
  }

  @Test
  void createsInstancesAndGetsResults() {
    BROKERS.answering(PublishedClientTest::answer);

    var created =
        client.newCreateInstanceCommand().bpmnProcessId("order").latestVersion().send().join();
    var result =
        client
            .newCreateInstanceCommand()
            .bpmnProcessId("order")
            .latestVersion()
            .variables(Map.of("a", 1))
            .withResult()
            .send()
            .join();

    assertThat(created.getBpmnProcessId()).isEqualTo("order");
    assertThat(Keys.counterOf(created.getProcessInstanceKey())).isEqualTo(9);
    assertThat(result.getVariablesAsMap()).containsEntry("a", 1);
  }

  @Test
  void activatesJobsAndHearsOfMistakes() {
    BROKERS.answering(PublishedClientTest::answer);

    var jobs =
        client.newActivateJobsCommand().jobType("pay").maxJobsToActivate(2).send().join().getJobs();

    assertThat(jobs).hasSize(2);
    assertThat(jobs.getFirst().getVariablesAsMap()).containsEntry("amount", 12);
    assertThat(jobs.getFirst().getCustomHeaders()).containsEntry("method", "card");
    assertThatExceptionOfType(ClientStatusException.class)
        .isThrownBy(() -> client.newCompleteCommand(jobs.getFirst()).send().join())
        .satisfies(e -> assertThat(e.getStatusCode()).isEqualTo(Status.Code.NOT_FOUND))
        .withMessageContaining("Command 'COMPLETE' rejected with code 'NOT_FOUND': no such job");
  }

  @Test
  void workersStreamJobs() {
    BROKERS.answering(
        (partition, command) -> new Answer.Accepted(new Response.JobsActivated(List.of(), false)));
    var handled = new LinkedBlockingQueue<ActivatedJob>();
    try (var worker =
        client
            .newWorker()
            .jobType("pay")
            .handler((jobs, job) -> handled.add(job))
            .streamEnabled(true)
            .open()) {
      assertThat(worker.isOpen()).isTrue();
      BROKERS.nextStream().receiver.job(Jobs.job(1, 7));
      BROKERS.nextStream().receiver.job(Jobs.job(2, 8));

      assertThat(List.of(FakeBrokers.await(handled), FakeBrokers.await(handled)))
          .extracting(ActivatedJob::getKey)
          .containsExactlyInAnyOrder(Keys.of(1, 7), Keys.of(2, 8));
    }
  }

  @Test
  void refusesMessagesThatAreTooLarge() {
    var request =
        CompleteJobRequest.newBuilder()
            .setJobKey(1)
            .setVariables("{\"t\":\"" + "x".repeat(5_000_000) + "\"}")
            .build();

    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> GatewayGrpc.newBlockingStub(channel).completeJob(request))
        .satisfies(
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
        .withMessageContaining("maximum");
  }

  @Test
  void offersHealthAndReflection() {
    var health =
        HealthGrpc.newBlockingStub(channel)
            .check(HealthCheckRequest.newBuilder().setService("").build());
    assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.ServingStatus.SERVING);

    var answers = new LinkedBlockingQueue<ServerReflectionResponse>();
    var requests =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    answers.add(value);
                  }

                  @Override
                  public void onError(Throwable problem) {}

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertThat(FakeBrokers.await(answers).getListServicesResponse().getServiceList())
        .extracting(io.grpc.reflection.v1.ServiceResponse::getName)
        .contains("gateway_protocol.Gateway", "orrery.v1.Jobs", "grpc.health.v1.Health");
    requests.onCompleted();
  }

  @Test
  void answersTopologyAndStatusOverRest() throws Exception {
    var topology = get("/v2/topology");
    assertThat(topology.statusCode()).isEqualTo(200);
    assertThat(topology.body())
        .contains(
            "\"partitionsCount\":2",
            "\"gatewayVersion\":\"8.9.0\"",
            "\"version\":\"8.9.0\"",
            "\"role\":\"leader\"",
            "\"health\":\"healthy\"");
    assertThat(get("/v2/status").statusCode()).isEqualTo(204);
    assertThat(get("/actuator/health").body()).contains("UP");
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
