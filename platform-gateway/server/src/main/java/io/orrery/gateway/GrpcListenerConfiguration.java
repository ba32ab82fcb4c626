package io.orrery.gateway;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.orrery.gateway.call.CoarseClock;
import io.orrery.gateway.jobs.JobsGrpc;
import io.orrery.gateway.net.Listener;
import io.orrery.gateway.net.ListenerSettings;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.transport.Brokers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import net.devh.boot.grpc.server.config.GrpcServerProperties;
import net.devh.boot.grpc.server.serverfactory.GrpcServerConfigurer;
import net.devh.boot.grpc.server.service.GrpcService;
import net.devh.boot.grpc.server.service.GrpcServiceDiscoverer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The public gRPC listener: the starter's, with our address, threads and limits. Its further
/// settings, such as TLS, stay under `grpc.server`.
@Configuration(proxyBeanMethods = false)
class GrpcListenerConfiguration {

  private static final Duration GRACE = Duration.ofSeconds(2);

  @Bean
  GrpcServerProperties grpcServerProperties(GatewayProperties properties)
      throws UnknownHostException {
    var server = new GrpcServerProperties();
    server.setAddress(InetAddress.getByName(properties.grpc().host()).getHostAddress());
    server.setPort(properties.grpc().port());
    server.setShutdownGracePeriod(GRACE);
    return server;
  }

  @Bean(destroyMethod = "close")
  Listener grpcListener(GatewayProperties properties) {
    var grpc = properties.grpc();
    return new Listener(
        new ListenerSettings(
            Math.toIntExact(grpc.maxMessageSize().toBytes()),
            Math.toIntExact(grpc.maxMetadataSize().toBytes()),
            grpc.minKeepAliveInterval(),
            grpc.maxConnections(),
            grpc.maxCallsPerConnection(),
            grpc.threads()));
  }

  @Bean
  GrpcServerConfigurer listenerConfigurer(Listener grpcListener) {
    return server -> {
      if (server instanceof NettyServerBuilder netty) {
        grpcListener.configure(netty);
      }
    };
  }

  @Bean
  GrpcServiceDiscoverer grpcServiceDiscoverer(ApplicationContext context) {
    return new PlainServices(context);
  }

  /// The starter brings the older version of reflection only.
  @Bean
  @GrpcService
  BindableService reflectionService() {
    return ProtoReflectionServiceV1.newInstance();
  }

  /// Tells the health service whether there is a partition to work with.
  @Bean
  SmartInitializingSingleton reportsHealth(
      CoarseClock gatewayClock, Brokers brokers, HealthStatusManager health) {
    return () -> gatewayClock.onStep(() -> report(brokers, health));
  }

  private static void report(Brokers brokers, HealthStatusManager health) {
    var status =
        brokers.topology().hasHealthyLeader() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    health.setStatus(GatewayGrpc.SERVICE_NAME, status);
    health.setStatus(JobsGrpc.SERVICE_NAME, status);
  }
}
