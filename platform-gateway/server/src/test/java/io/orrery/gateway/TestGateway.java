package io.orrery.gateway;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orrery.gateway.call.CoarseClock;
import io.orrery.gateway.jobs.GrantCredits;
import io.orrery.gateway.jobs.JobsGrpc;
import io.orrery.gateway.jobs.OpenWork;
import io.orrery.gateway.jobs.WorkRequest;
import io.orrery.gateway.jobs.WorkResponse;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.transport.FakeBrokers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A gateway over fake brokers, with a clock that the test moves. Everything happens in the thread
/// of the test.
final class TestGateway implements AutoCloseable {

  final FakeBrokers brokers;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final ManagedChannel channel;
  private final CoarseClock clock = new CoarseClock(0);
  private final Gateway gateway;
  private final Server server;

  TestGateway(int partitions) {
    this(new FakeBrokers(partitions), Map.of());
  }

  /// @param properties below `orrery.gateway`
  TestGateway(FakeBrokers brokers, Map<String, String> properties) {
    this.brokers = brokers;
    gateway =
        new Gateway(
            brokers,
            new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("", GatewayProperties.class),
            clock,
            registry);
    var name = UUID.randomUUID().toString();
    try {
      server =
          InProcessServerBuilder.forName(name)
              .directExecutor()
              .addService(gateway.service())
              .addService(gateway.jobs())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  GatewayGrpc.GatewayStub stub() {
    return GatewayGrpc.newStub(channel);
  }

  void advance(Duration time) {
    clock.advanceTo(clock.nanos() + time.toNanos());
  }

  /// Calls a procedure and collects what comes back.
  <Q, A> Received<Q, A> call(BiConsumer<Q, Received<Q, A>> procedure, Q request) {
    var received = new Received<Q, A>();
    procedure.accept(request, received);
    return received;
  }

  /// Opens a stream of jobs that go by credit.
  ClientCallStreamObserver<WorkRequest> work(
      Received<WorkRequest, WorkResponse> received, int credits) {
    var requests = (ClientCallStreamObserver<WorkRequest>) JobsGrpc.newStub(channel).work(received);
    requests.onNext(
        WorkRequest.newBuilder()
            .setOpen(OpenWork.newBuilder().setType("pay").setTimeout(30_000).setCredits(credits))
            .build());
    return requests;
  }

  static WorkRequest grant(int credits) {
    return WorkRequest.newBuilder().setGrant(GrantCredits.newBuilder().setCredits(credits)).build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    gateway.close();
    server.shutdownNow();
  }

  void shutDown() {
    gateway.close();
  }

  /// What a caller gets.
  static final class Received<Q, A> implements ClientResponseObserver<Q, A> {
    final BlockingQueue<A> messages = new LinkedBlockingQueue<>();
    private @Nullable ClientCallStreamObserver<Q> call;
    private @Nullable Status status;
    private Metadata trailers = new Metadata();
    private boolean reads = true;

    /// Does not read until the test says so.
    Received<Q, A> withoutReading() {
      reads = false;
      return this;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> requests) {
      call = requests;
      if (!reads) {
        requests.disableAutoRequestWithInitial(0);
      }
    }

    void read(int count) {
      java.util.Objects.requireNonNull(call).request(count);
    }

    void cancel() {
      java.util.Objects.requireNonNull(call).cancel("the test hangs up", null);
    }

    @Override
    public void onNext(A value) {
      messages.add(value);
    }

    @Override
    public void onError(Throwable problem) {
      status = Status.fromThrowable(problem);
      if (problem instanceof StatusRuntimeException e && e.getTrailers() != null) {
        trailers = e.getTrailers();
      }
    }

    @Override
    public void onCompleted() {
      status = Status.OK;
    }

    A message() {
      return FakeBrokers.await(messages);
    }

    boolean isOpen() {
      return status == null;
    }

    Status status() {
      if (status == null) {
        throw new AssertionError("the call has not ended");
      }
      return status;
    }

    Status.Code code() {
      return status().getCode();
    }

    String description() {
      var description = status().getDescription();
      return description == null ? "" : description;
    }

    @Nullable String trailer(String name) {
      return trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }
  }
}
