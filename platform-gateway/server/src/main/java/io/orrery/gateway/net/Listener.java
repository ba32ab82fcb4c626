package io.orrery.gateway.net;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/// The threads and limits of the public listener. Requests are handled by the threads that read
/// them: nothing in the gateway blocks.
public final class Listener implements AutoCloseable {

  /// What a message may have beyond its limit: frames and fields around the payload.
  private static final int HEADER_ROOM = 64 * 1024;

  /// A silent client is asked for a sign of life, so that jobs are not pushed to the dead for long.
  private static final long PING_SECONDS = 30;

  private static final long PING_ANSWER_SECONDS = 10;
  private static final long QUIET_MILLIS = 0;
  private static final long CLOSE_MILLIS = 2_000;

  private final ListenerSettings settings;
  private final EventLoopGroup boss = loops("gateway-accept", 1);
  private final EventLoopGroup workers;

  public Listener(ListenerSettings settings) {
    this.settings = settings;
    this.workers = loops("gateway-io", settings.effectiveThreads());
  }

  private static EventLoopGroup loops(String name, int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }

  /// Applies threads and limits to a server.
  public void configure(NettyServerBuilder server) {
    server
        .directExecutor()
        .bossEventLoopGroup(boss)
        .workerEventLoopGroup(workers)
        .channelFactory(() -> new BoundedServerChannel(settings.maxConnections()))
        .maxInboundMessageSize(settings.maxMessageSize() + HEADER_ROOM)
        .maxInboundMetadataSize(settings.maxMetadataSize())
        .maxConcurrentCallsPerConnection(settings.maxCallsPerConnection())
        .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(PING_ANSWER_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveTime(settings.minKeepAliveInterval().toMillis(), TimeUnit.MILLISECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  @Override
  public void close() {
    var _ = boss.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    var _ = workers.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
