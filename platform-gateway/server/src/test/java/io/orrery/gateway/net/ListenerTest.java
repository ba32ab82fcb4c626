package io.orrery.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

  private static final HealthCheckRequest REQUEST = HealthCheckRequest.getDefaultInstance();

  private final Listener listener =
      new Listener(new ListenerSettings(1_000_000, 2_000, Duration.ofSeconds(10), 2, 10, 1));
  private final List<ManagedChannel> channels = new ArrayList<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.configure(builder);
    server = builder.addService(new HealthStatusManager().getHealthService()).build().start();
  }

  @AfterEach
  void stop() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.shutdownNow();
    listener.close();
  }

  private HealthGrpc.HealthBlockingStub client() {
    var channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    channels.add(channel);
    return HealthGrpc.newBlockingStub(channel);
  }

  @Test
  void hangsUpOnMoreConnectionsThanAllowed() {
    var first = client();
    var second = client();
    assertThat(first.check(REQUEST).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(second.check(REQUEST).getStatus()).isEqualTo(ServingStatus.SERVING);

    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> client().check(REQUEST))
        .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));

    assertThat(first.check(REQUEST).getStatus()).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void refusesMessagesAboveTheLimitWithTheLimit() {
    var large = HealthCheckRequest.newBuilder().setService("x".repeat(1_100_000)).build();

    assertThatExceptionOfType(StatusRuntimeException.class)
        .isThrownBy(() -> client().check(large))
        .satisfies(
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
        .withMessageContaining("maximum size");
  }
}
