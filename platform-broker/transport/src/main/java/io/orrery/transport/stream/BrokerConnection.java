package io.orrery.transport.stream;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.protocol.Keys;
import io.orrery.protocol.Response;
import io.orrery.protocol.codec.CorruptDataException;
import io.orrery.transport.Answer;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Topology;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One life of the stream to a broker, from the gateway's end.
final class BrokerConnection implements ClientResponseObserver<byte[], byte[]> {

  /// How many requests may wait for their answers.
  static final int MAX_OUTSTANDING = GatewayConnection.MAX_OUTSTANDING;

  /// How many bytes may wait for a broker that does not read.
  static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

  /// How much longer than its caller a request waits: the broker says better why there is no
  /// answer.
  private static final long GRACE_MILLIS = 5_000;

  private static final long MAX_PATIENCE_MILLIS = TimeUnit.DAYS.toMillis(365);

  private static final long KEEP_ALIVE_SECONDS = 10;
  private static final long KEEP_ALIVE_ANSWER_SECONDS = 5;

  /// Hears of what the broker says beyond answers and jobs.
  interface Owner {
    void present(BrokerConnection connection, Topology topology);

    void available(long watch);

    void gone(BrokerConnection connection, String reason);
  }

  /// @param deadline when nobody waits any more, in nanoseconds
  private record Waiting(Consumer<Answer> answer, long deadline) {}

  private final String contact;
  private final Owner owner;
  private final ManagedChannel channel;
  private final Map<Long, Waiting> outstanding = new ConcurrentHashMap<>();
  private final Map<Long, RemoteStream> streams = new ConcurrentHashMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Outbox outbox;

  BrokerConnection(String contact, Owner owner) {
    this.contact = contact;
    this.owner = owner;
    this.channel =
        NettyChannelBuilder.forTarget(contact)
            .usePlaintext()
            .directExecutor()
            .maxInboundMessageSize(StreamMethod.MAX_PACKET)
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEP_ALIVE_ANSWER_SECONDS, TimeUnit.SECONDS)
            .build();
  }

  void begin() {
    var call = channel.newCall(StreamMethod.CONNECT, CallOptions.DEFAULT);
    ClientCalls.asyncBidiStreamingCall(call, this);
    tell(new GatewayFrame.Hello(Frames.VERSION));
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<byte[]> wire) {
    // what is not written is answered when the connection ends
    var out = new Outbox(wire, MAX_WAITING_BYTES, _ -> {});
    wire.setOnReadyHandler(out::write);
    outbox = out;
  }

  void request(
      long id, int partition, Command command, long patienceMillis, Consumer<Answer> answer) {
    if (outstanding.size() >= MAX_OUTSTANDING) {
      answer.accept(
          new Answer.Overloaded("memory", "more than " + MAX_OUTSTANDING + " requests wait"));
      return;
    }
    var patience = Math.min(patienceMillis, MAX_PATIENCE_MILLIS) + GRACE_MILLIS;
    var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
    outstanding.put(id, new Waiting(answer, deadline));
    if (!tell(new GatewayFrame.Request(id, partition, command, patienceMillis))) {
      answer(id, notWritten());
    } else if (ended.get()) {
      answer(id, broken());
    }
  }

  void open(RemoteStream stream, JobStreamRequest request) {
    stream.openedOn(this);
    streams.put(stream.id, stream);
    if (!tell(new GatewayFrame.Open(stream.id, stream.partition(), request)) || ended.get()) {
      end(stream.id, "the connection to " + contact + " is lost");
    }
  }

  /// Says something to the broker.
  ///
  /// @return whether the frame is on its way
  boolean tell(GatewayFrame frame) {
    var out = outbox;
    if (frame instanceof GatewayFrame.Close(var stream)) {
      streams.remove(stream);
    }
    return out != null && out.put(frame);
  }

  /// Answers what nobody waits for any more, so that others can have its place.
  void forgetOld(long now) {
    outstanding.forEach((id, waiting) -> {
      if (now - waiting.deadline() >= 0) {
        answer(id, new Answer.Unavailable("there was no answer in time", true));
      }
    });
  }

  @Override
  public void onNext(byte[] packet) {
    try {
      Frames.decode(packet, BrokerFrame.class).forEach(this::take);
    } catch (CorruptDataException e) {
      end(e.getMessage() == null ? "corrupt data" : e.getMessage());
    }
  }

  @Override
  public void onError(Throwable problem) {
    var status = Status.fromThrowable(problem);
    end(status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription()));
  }

  @Override
  public void onCompleted() {
    end("the broker has closed the stream");
  }

  /// Ends this connection; everything that waits gets its answer.
  void end(String reason) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    owner.gone(this, reason);
    var out = outbox;
    if (out != null) {
      out.close(() -> {});
    }
    channel.shutdownNow();
    outstanding.keySet().forEach(id -> answer(id, broken()));
    streams.keySet().forEach(id -> end(id, "the connection to " + contact + " is lost"));
  }

  private void take(BrokerFrame frame) {
    switch (frame) {
      case BrokerFrame.Present(var topology) -> owner.present(this, topology);
      case BrokerFrame.Accepted(var id, var response, var position) ->
          answer(id, new Answer.Accepted(response, position));
      case BrokerFrame.Refused(var id, var rejection) -> answer(id, new Answer.Refused(rejection));
      case BrokerFrame.Overloaded(var id, var cause, var reason) ->
          answer(id, new Answer.Overloaded(cause, reason));
      case BrokerFrame.Unavailable(var id, var reason, var sent) ->
          answer(id, new Answer.Unavailable(reason, sent));
      case BrokerFrame.Push(var stream, var job) -> push(stream, job);
      case BrokerFrame.Ended(var stream, var reason) -> end(stream, reason);
      case BrokerFrame.Available(var watch) -> owner.available(watch);
    }
  }

  private void push(long id, ActivatedJob job) {
    var stream = streams.get(id);
    if (stream != null) {
      stream.receiver.job(job);
    } else {
      giveBack(job);
    }
  }

  private void giveBack(ActivatedJob job) {
    tell(new GatewayFrame.GiveBack(Keys.partitionOf(job.key()), job));
  }

  private void end(long id, String reason) {
    var stream = streams.remove(id);
    if (stream != null) {
      stream.receiver.ended(reason);
    }
  }

  private void answer(long id, Answer answer) {
    var waiting = outstanding.remove(id);
    if (waiting != null) {
      waiting.answer().accept(answer);
    } else if (answer instanceof Answer.Accepted(Response.JobsActivated(var jobs, var _), var _)) {
      jobs.forEach(this::giveBack);
    }
  }

  private Answer notWritten() {
    return ended.get()
        ? broken()
        : new Answer.Overloaded(
            "memory", "more than " + MAX_WAITING_BYTES + " bytes wait for the broker");
  }

  private Answer broken() {
    return new Answer.Unavailable("the connection to " + contact + " is lost", true);
  }
}
