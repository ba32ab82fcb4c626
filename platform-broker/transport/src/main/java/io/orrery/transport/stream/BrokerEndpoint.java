package io.orrery.transport.stream;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.orrery.transport.Brokers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The listener where a broker serves gateways of other processes.
public final class BrokerEndpoint implements AutoCloseable {

  private static final long TOPOLOGY_SECONDS = 1;
  private static final long KEEP_ALIVE_SECONDS = 5;
  private static final long PING_SECONDS = 10;
  private static final long GRACE_SECONDS = 2;

  private final BrokerStreamService service;
  private final Server server;
  private final ScheduledExecutorService clock;

  /// Listens from now on.
  ///
  /// @param address where to listen; port 0 takes a free one
  /// @param brokers the partitions to serve
  /// @throws IOException if the address is taken
  public BrokerEndpoint(InetSocketAddress address, Brokers brokers) throws IOException {
    service = new BrokerStreamService(brokers);
    server =
        NettyServerBuilder.forAddress(address)
            .directExecutor()
            .maxInboundMessageSize(StreamMethod.MAX_PACKET)
            .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(service)
            .build()
            .start();
    clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("broker-topology").factory());
    var _ =
        clock.scheduleAtFixedRate(
            service::tellTopology, TOPOLOGY_SECONDS, TOPOLOGY_SECONDS, TimeUnit.SECONDS);
  }

  /// The port that it listens on.
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    service.close();
    server.shutdown();
    try {
      if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow().awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
