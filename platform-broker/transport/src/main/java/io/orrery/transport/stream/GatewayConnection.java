package io.orrery.transport.stream;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Keys;
import io.orrery.protocol.codec.CorruptDataException;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import io.orrery.transport.JobStream;
import io.orrery.transport.ReturnedJobs;
import io.orrery.transport.Topology;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One gateway in another process, as the broker sees it: what it has asked for and not yet got.
final class GatewayConnection implements StreamObserver<byte[]> {

  /// How many requests of one gateway may wait for their answers.
  static final int MAX_OUTSTANDING = 100_000;

  /// How many streams and watches one gateway may have open, each.
  static final int MAX_OPEN = 100_000;

  /// How many bytes may wait for a gateway that does not read.
  static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(GatewayConnection.class);

  private final Brokers brokers;
  private final ServerCallStreamObserver<byte[]> wire;
  private final Consumer<GatewayConnection> gone;
  private final Outbox outbox;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final Map<Long, JobStream> streams = new ConcurrentHashMap<>();
  private final Map<Long, Runnable> watches = new ConcurrentHashMap<>();
  private volatile boolean ended;
  private boolean greeted;

  GatewayConnection(
      Brokers brokers, ServerCallStreamObserver<byte[]> wire, Consumer<GatewayConnection> gone) {
    this.brokers = brokers;
    this.wire = wire;
    this.gone = gone;
    this.outbox = new Outbox(wire, MAX_WAITING_BYTES, this::dropped);
    wire.setOnReadyHandler(outbox::write);
    wire.setOnCancelHandler(() -> leave(() -> {}));
  }

  @Override
  public void onNext(byte[] packet) {
    try {
      for (var frame : Frames.decode(packet, GatewayFrame.class)) {
        take(frame);
      }
    } catch (CorruptDataException | NullPointerException e) {
      // null: a part is missing that must be there
      LOG.warn("A gateway sent what no gateway can send and is cut off: {}", e.getMessage());
      fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
    }
  }

  @Override
  public void onError(Throwable problem) {
    leave(() -> {});
  }

  @Override
  public void onCompleted() {
    leave(wire::onCompleted);
  }

  void tell(Topology topology) {
    if (greeted) {
      write(new BrokerFrame.Present(topology));
    }
  }

  void end(String reason) {
    fail(Status.UNAVAILABLE.withDescription(reason));
  }

  private void take(GatewayFrame frame) {
    if (ended) {
      return;
    }
    if (!greeted && !(frame instanceof GatewayFrame.Hello)) {
      throw new CorruptDataException("the first frame must be a greeting");
    }
    switch (frame) {
      case GatewayFrame.Hello(var version) -> greet(version);
      case GatewayFrame.Request request -> request(request);
      case GatewayFrame.Open open -> open(open);
      case GatewayFrame.Grant(var stream, var credits) -> grant(stream, credits);
      case GatewayFrame.Ready(var stream, var ready) -> {
        var open = streams.get(stream);
        if (open != null) {
          open.ready(ready);
        }
      }
      case GatewayFrame.GiveBack(var partition, var job) ->
          ReturnedJobs.one(brokers, partition, job);
      case GatewayFrame.Close(var stream) -> {
        var open = streams.remove(stream);
        if (open != null) {
          open.close();
        }
      }
      case GatewayFrame.Watch watch -> watch(watch);
      case GatewayFrame.Unwatch(var watch) -> {
        var open = watches.remove(watch);
        if (open != null) {
          open.run();
        }
      }
    }
  }

  private void greet(int version) {
    if (version != Frames.VERSION) {
      throw new CorruptDataException(
          "the gateway speaks version " + version + ", this broker " + Frames.VERSION);
    }
    greeted = true;
    write(new BrokerFrame.Present(brokers.topology()));
  }

  private void request(GatewayFrame.Request request) {
    var id = request.id();
    if (request.patienceMillis() < 0) {
      throw new CorruptDataException("a request with negative patience");
    }
    Permitted.check(request.command());
    if (outstanding.incrementAndGet() > MAX_OUTSTANDING) {
      outstanding.decrementAndGet();
      write(
          new BrokerFrame.Overloaded(
              id, "memory", "more than " + MAX_OUTSTANDING + " requests of this gateway wait"));
      return;
    }
    var partition = request.partition();
    brokers.send(
        partition,
        request.command(),
        request.patienceMillis(),
        answer -> answer(id, partition, answer));
  }

  private void answer(long id, int partition, Answer answer) {
    outstanding.decrementAndGet();
    var written =
        !ended
            && write(
                switch (answer) {
                  case Answer.Accepted(var response, var position) ->
                      new BrokerFrame.Accepted(id, response, position);
                  case Answer.Refused(var rejection) -> new BrokerFrame.Refused(id, rejection);
                  case Answer.Overloaded(var cause, var reason) ->
                      new BrokerFrame.Overloaded(id, cause, reason);
                  case Answer.Unavailable(var reason, var sent) ->
                      new BrokerFrame.Unavailable(id, reason, sent);
                });
    if (!written) {
      ReturnedJobs.of(brokers, partition, answer);
    }
  }

  private void open(GatewayFrame.Open open) {
    if (open.request().credits() < 0) {
      throw new CorruptDataException("a stream with negative credit");
    }
    var id = open.stream();
    if (streams.size() >= MAX_OPEN) {
      write(new BrokerFrame.Ended(id, "more than " + MAX_OPEN + " streams of this gateway"));
      return;
    }
    var receiver = new Pushes(id, open.partition());
    var stream = brokers.openStream(open.partition(), open.request(), receiver);
    streams.put(id, stream);
    if (ended || receiver.ended) {
      streams.remove(id);
      stream.close();
    }
  }

  private void grant(long stream, int credits) {
    if (credits < 0) {
      throw new CorruptDataException("a grant of " + credits);
    }
    var open = streams.get(stream);
    if (open != null) {
      open.grant(credits);
    }
  }

  private void watch(GatewayFrame.Watch watch) {
    if (watches.size() >= MAX_OPEN) {
      throw new CorruptDataException("more than " + MAX_OPEN + " watches");
    }
    var id = watch.watch();
    watches.put(id, brokers.watchJobs(watch.type(), () -> write(new BrokerFrame.Available(id))));
    if (ended) {
      closeAll();
    }
  }

  private boolean write(BrokerFrame frame) {
    if (outbox.put(frame)) {
      return true;
    }
    if (!ended) {
      fail(Status.RESOURCE_EXHAUSTED.withDescription("the gateway does not read its answers"));
    }
    return false;
  }

  /// Gives back the jobs that waited to be written.
  private void dropped(byte[] packet) {
    for (var frame : Frames.decode(packet, BrokerFrame.class)) {
      if (frame instanceof BrokerFrame.Push(var _, var job)) {
        ReturnedJobs.one(brokers, Keys.partitionOf(job.key()), job);
      } else if (frame instanceof BrokerFrame.Accepted(var _, var response, var _)) {
        ReturnedJobs.of(brokers, response);
      }
    }
  }

  private void fail(Status status) {
    leave(() -> wire.onError(status.asRuntimeException()));
  }

  private void leave(Runnable how) {
    ended = true;
    outbox.close(how);
    closeAll();
    gone.accept(this);
  }

  private void closeAll() {
    streams.values().removeIf(GatewayConnection::closed);
    watches.values().removeIf(GatewayConnection::closed);
  }

  private static boolean closed(JobStream stream) {
    stream.close();
    return true;
  }

  private static boolean closed(Runnable watch) {
    watch.run();
    return true;
  }

  /// Passes on what a partition pushes.
  private final class Pushes implements JobStream.Receiver {
    private final long id;
    private final int partition;
    private volatile boolean ended;

    Pushes(long id, int partition) {
      this.id = id;
      this.partition = partition;
    }

    @Override
    public void job(ActivatedJob job) {
      if (GatewayConnection.this.ended || !write(new BrokerFrame.Push(id, job))) {
        ReturnedJobs.one(brokers, partition, job);
      }
    }

    @Override
    public void ended(String reason) {
      ended = true;
      streams.remove(id);
      write(new BrokerFrame.Ended(id, reason));
    }
  }
}
