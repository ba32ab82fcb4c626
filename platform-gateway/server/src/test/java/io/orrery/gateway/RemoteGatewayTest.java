package io.orrery.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.grpc.netty.NettyChannelBuilder;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.gateway.protocol.TopologyRequest;
import io.orrery.protocol.Keys;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.stream.BrokerEndpoint;
import io.orrery.transport.stream.RemoteBrokers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.devh.boot.grpc.server.event.GrpcServerStartedEvent;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// A gateway that is a process of its own, over a connection to its broker.
class RemoteGatewayTest {

  private static final BlockingQueue<Integer> PORTS = new LinkedBlockingQueue<>();

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({GatewayConfiguration.class, RemoteBrokersConfiguration.class})
  static class Application {
    @Bean
    ApplicationListener<GrpcServerStartedEvent> started() {
      return event -> PORTS.add(event.getServer().getPort());
    }
  }

  @Test
  void servesThePartitionsBehindItsContactPoints() throws Exception {
    var brokers = new FakeBrokers(3);
    brokers.answering((partition, command) -> new Answer.Accepted(new Response.Done()));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var endpoint = new BrokerEndpoint(address, brokers)) {
      var spring = new SpringApplication(Application.class);
      spring.setWebApplicationType(WebApplicationType.NONE);
      spring.setDefaultProperties(
          Map.of(
              "orrery.gateway.grpc.port",
              "0",
              "orrery.gateway.contact",
              "127.0.0.1:" + endpoint.port()));
      try (var context = spring.run()) {
        ((RemoteBrokers) context.getBean(Brokers.class)).met().get(120, TimeUnit.SECONDS);
        var channel =
            NettyChannelBuilder.forAddress("127.0.0.1", FakeBrokers.await(PORTS))
                .usePlaintext()
                .build();
        var gateway = GatewayGrpc.newBlockingStub(channel);

        assertThat(gateway.topology(TopologyRequest.getDefaultInstance()).getPartitionsCount())
            .isEqualTo(3);
        gateway.completeJob(CompleteJobRequest.newBuilder().setJobKey(Keys.of(3, 1)).build());
        channel.shutdownNow();
      }
    }
  }

  @Test
  void doesNotStartWithoutContactPoints() {
    var properties =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("", GatewayProperties.class);

    assertThatIllegalStateException()
        .isThrownBy(() -> new RemoteBrokersConfiguration().remoteBrokers(properties))
        .withMessageContaining("orrery.gateway.contact");
  }
}
