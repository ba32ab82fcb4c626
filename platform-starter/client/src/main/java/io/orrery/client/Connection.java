package io.orrery.client;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.orrery.client.json.Json;
import io.orrery.gateway.jobs.JobsGrpc;
import io.orrery.gateway.jobs.JobsGrpc.JobsStub;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.gateway.protocol.GatewayGrpc.GatewayStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One channel to the gateway, what runs on it, and the will to reconnect.
 *
 * <p>Callbacks of workers run on the channel's own thread and must not block; callbacks of users
 * run on threads of their own. A lost connection is tried again within {@link BackOff#LONGEST},
 * whatever the channel's own patience is.
 */
final class Connection implements AutoCloseable {

  private static final int DEFAULT_PORT = 26500;
  private static final int DEFAULT_TLS_PORT = 443;
  private static final Duration KEEP_ALIVE_ANSWER = Duration.ofSeconds(10);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
  private static final Metadata.Key<String> IDEMPOTENCY_KEY =
      Metadata.Key.of("idempotency-key", Metadata.ASCII_STRING_MARSHALLER);

  private final ClientOptions options;
  private final ManagedChannel channel;
  private final ClientInterceptor[] interceptors;
  private final ScheduledExecutorService timer;
  private final ExecutorService threads;
  private final AtomicBoolean closed;
  // timer thread only
  private final BackOff backOff = new BackOff();

  Connection(ClientOptions options) {
    this.options = options;
    this.channel = open(options);
    this.interceptors = new ClientInterceptor[0];
    this.timer = Threads.timer("orrery-client-timer");
    this.threads = Threads.perTask("orrery-client");
    this.closed = new AtomicBoolean();
    watch();
  }

  private Connection(Connection shared, ClientInterceptor interceptor) {
    this.options = shared.options;
    this.channel = shared.channel;
    this.interceptors = new ClientInterceptor[] {interceptor};
    this.timer = shared.timer;
    this.threads = shared.threads;
    this.closed = shared.closed;
  }

  /** The same connection, whose commands of users tell where their effects stand in the log. */
  Connection telling(Consumer<String> position) {
    return new Connection(this, new Positions(position));
  }

  private static ManagedChannel open(ClientOptions options) {
    ManagedChannelBuilder<?> builder =
        Grpc.newChannelBuilder(target(options.address()), credentials(options))
            .directExecutor()
            .disableRetry()
            .userAgent("orrery-client-java")
            .maxInboundMessageSize(options.maxMessageBytes())
            .keepAliveTime(options.keepAlive().toMillis(), TimeUnit.MILLISECONDS)
            .keepAliveTimeout(KEEP_ALIVE_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    String authority = options.overrideAuthority();
    if (authority != null) {
      builder.overrideAuthority(authority);
    }
    return builder.build();
  }

  private static String target(URI address) {
    int port = address.getPort();
    if (port < 0) {
      port = isTls(address) ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    }
    return "dns:///" + address.getHost() + ":" + port;
  }

  private static boolean isTls(URI address) {
    return address.getScheme().equals("https") || address.getScheme().equals("grpcs");
  }

  private static ChannelCredentials credentials(ClientOptions options) {
    if (!isTls(options.address())) {
      return InsecureChannelCredentials.create();
    }
    Path certificate = options.caCertificate();
    if (certificate == null) {
      return TlsChannelCredentials.create();
    }
    try {
      return TlsChannelCredentials.newBuilder().trustManager(certificate.toFile()).build();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the certificate " + certificate, e);
    }
  }

  Json json() {
    return options.json();
  }

  Duration requestTimeout() {
    return options.requestTimeout();
  }

  /** For commands of users: answers come on threads of their own, within the given time. */
  GatewayStub gateway(Duration deadline) {
    return GatewayGrpc.newStub(channel)
        .withInterceptors(interceptors)
        .withExecutor(threads)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** As above, within the usual time. */
  GatewayStub gateway() {
    return gateway(options.requestTimeout());
  }

  /** As above, with a key by which the platform recognises a repeated command. */
  GatewayStub gateway(Duration deadline, @Nullable String idempotencyKey) {
    if (idempotencyKey == null) {
      return gateway(deadline);
    }
    Metadata headers = new Metadata();
    headers.put(IDEMPOTENCY_KEY, idempotencyKey);
    return gateway(deadline).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** For workers: answers come on the channel's thread, calls wait for a connection. */
  GatewayStub feeding() {
    return GatewayGrpc.newStub(channel).withWaitForReady();
  }

  /** For workers: as above, for the job stream with credits. */
  JobsStub jobs() {
    return JobsGrpc.newStub(channel).withWaitForReady();
  }

  /** The variables of a command as JSON: text is taken as it is. */
  String variables(@Nullable Object variables) {
    if (variables == null) {
      return "";
    }
    return variables instanceof CharSequence text ? text.toString() : json().write(variables);
  }

  Variables variables(String received) {
    return new Variables(received, json());
  }

  boolean isReady() {
    return channel.getState(false) == ConnectivityState.READY;
  }

  /** Runs a short task later; does nothing once the connection is closed. */
  void later(Runnable task, long millis) {
    try {
      Future<?> unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      if (!closed.get()) {
        throw e;
      }
    }
  }

  private void watch() {
    ConnectivityState state = channel.getState(false);
    if (state == ConnectivityState.TRANSIENT_FAILURE) {
      later(this::tryAgain, 0);
    } else if (state == ConnectivityState.READY) {
      later(backOff::reset, 0);
    }
    if (state != ConnectivityState.SHUTDOWN) {
      channel.notifyWhenStateChanged(state, this::watch);
    }
  }

  private void tryAgain() {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
      later(this::tryAgain, backOff.nextMillis());
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    timer.shutdownNow();
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.shutdownNow();
        channel.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      timer.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }
}
