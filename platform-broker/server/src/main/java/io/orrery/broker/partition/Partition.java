package io.orrery.broker.partition;

import io.orrery.broker.admission.Admission;
import io.orrery.broker.disk.DiskSpace;
import io.orrery.log.PartitionLog;
import io.orrery.protocol.Command;
import io.orrery.transport.Answer;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Topology.Health;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A partition of the broker with the thread that runs it. All methods may be called from any
/// thread.
public final class Partition implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
  private static final long CLOSE_SECONDS = 2;

  private final Parts parts;
  private final Doorbell doorbell = new Doorbell();
  private final PartitionLoop loop;
  private final PartitionReplica replica;
  private final Supply held;
  private final Thread thread;
  private volatile boolean closed;
  private volatile long position;
  private volatile long writtenPosition;
  private volatile String writingProblem = "";
  private volatile String logProblem = "";

  /// Whether deciding is held back.
  private static final class Supply {

    private final PartitionHost host;
    private volatile boolean paused;

    Supply(PartitionHost host) {
      this.host = host;
    }

    boolean isHeld() {
      return paused || host.disk().get().level() == DiskSpace.Level.CRITICAL;
    }
  }

  public Partition(PartitionSettings settings, PartitionLog log, PartitionHost host) {
    held = new Supply(host);
    parts = assemble(settings, log, host);
    loop = new PartitionLoop(parts, held::isHeld);
    replica = new PartitionReplica(parts.flights(), parts.handover(), parts.effects(), doorbell);
    thread = Thread.ofPlatform().name("orrery-partition-" + settings.number()).unstarted(this::run);
  }

  private Parts assemble(PartitionSettings settings, PartitionLog log, PartitionHost host) {
    var meters = new PartitionMeters();
    var admission = new Admission(settings.number(), settings.backPressure(), host.disk());
    var inbox = new Inbox(admission, doorbell);
    var streams = new Streams(inbox, doorbell);
    var state =
        new LiveState(
            settings.directory(), settings.store(), settings.engine(), this::engineFailed);
    return new Parts(
        settings.number(),
        log,
        state,
        admission,
        inbox,
        streams,
        new Handover(doorbell),
        new Flights(),
        new EffectRunner(inbox, streams, host.surroundings(), admission.limit(), meters),
        new LayerKeeper(
            state, log, settings.snapshots(), host.writer(), admission, new Writing(meters)),
        meters,
        host.clock());
  }

  private void engineFailed(RuntimeException failure) {
    LOG.error("Partition {}: the engine failed", parts.number(), failure);
    parts.meters().commandFailed();
  }

  /// Loads the newest snapshot; replay and leadership follow.
  public void start() {
    thread.start();
    parts.log().start(replica);
  }

  private void run() {
    try {
      while (!closed) {
        doorbell.heard();
        var work = loop.doWork();
        publish();
        if (work == 0) {
          doorbell.rest(parts.inbox()::waiting, loop.wakeAt(), loop.restNanos());
        }
      }
    } catch (Throwable e) {
      // Nothing below leaves errors behind, so this is the end of the partition, not of the broker.
      loop.transitions().die("its thread ended: " + e, e);
      throw e;
    }
    loop.transitions().closeState();
  }

  private void publish() {
    var state = parts.state();
    if (state.isOpen()) {
      position = state.engine().lastPosition();
      writtenPosition = state.store().persistedPosition();
    }
  }

  /// Asks for a command to be carried out. The answer comes exactly once.
  public void send(Command command, @Nullable Consumer<Answer> caller) {
    parts.inbox().offer(command, caller);
  }

  public JobStream openStream(JobStreamRequest request, JobStream.Receiver receiver) {
    return parts.streams().open(request, receiver);
  }

  public int number() {
    return parts.number();
  }

  public Stage stage() {
    return loop.stage();
  }

  public Health health() {
    var stage = loop.stage();
    return health(stage, reason(stage));
  }

  public boolean isLeading() {
    return loop.stage() == Stage.LEADING;
  }

  public PartitionMeters meters() {
    return parts.meters();
  }

  public Admission admission() {
    return parts.admission();
  }

  public PartitionStatus status() {
    var stage = loop.stage();
    var reason = reason(stage);
    return new PartitionStatus(
        parts.number(),
        stage,
        health(stage, reason),
        reason,
        held.paused,
        position,
        writtenPosition,
        parts.keeper().snapshotIndex(),
        parts.log().status(),
        parts.inbox().inFlight(),
        parts.effects().waitingCount(),
        parts.admission().limit().limit(),
        parts.streams().count());
  }

  private String reason(Stage stage) {
    if (stage != Stage.LEADING) {
      return loop.transitions().reason();
    } else if (!logProblem.isEmpty()) {
      return logProblem;
    } else if (held.paused) {
      return "it is paused";
    } else if (held.isHeld()) {
      return held.host.disk().get().describe();
    }
    return writingProblem;
  }

  private static Health health(Stage stage, String reason) {
    return switch (stage) {
      case DEAD -> Health.DEAD;
      case LOADING, DOUBTING -> Health.UNHEALTHY;
      case FOLLOWING -> Health.HEALTHY;
      case LEADING -> reason.isEmpty() ? Health.HEALTHY : Health.UNHEALTHY;
    };
  }

  /// Decides nothing until [#resume]; commands wait.
  public void pause() {
    held.paused = true;
    doorbell.ring();
  }

  public void resume() {
    held.paused = false;
    doorbell.ring();
  }

  /// Looks how the log is; to be called now and then.
  public void look() {
    var log = parts.log().status();
    logProblem = log.healthy() ? "" : log.reason();
  }

  /// Looks again whether deciding is held back, since the free space has changed.
  public void nudge() {
    doorbell.ring();
  }

  /// Takes a snapshot as soon as possible, if anything has changed since the last one.
  public void snapshot() {
    whenQuiet(() -> parts.keeper().wantSnapshot());
  }

  /// Computes the digest of the state when nothing is under way. Nothing else is done meanwhile.
  public CompletableFuture<StateDigest> digest() {
    var result = new CompletableFuture<StateDigest>();
    whenQuiet(() -> {
      try {
        var engine = parts.state().engine();
        var digest = HexFormat.of().formatHex(engine.digest());
        result.complete(new StateDigest(parts.number(), engine.lastPosition(), digest));
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  private void whenQuiet(Runnable task) {
    loop.whenQuiet(task);
    doorbell.ring();
  }

  /// Refuses what comes, finishes what is under way, and leaves the log.
  @Override
  public void close() {
    parts.admission().shut("the broker is stopping");
    held.paused = false;
    if (isLeading()) {
      awaitQuiet();
    }
    parts.handover().close();
    parts.log().close();
    stop();
    var answer = new Answer.Unavailable("the broker is stopping", true);
    parts.flights().follow();
    parts.flights().takeAbandoned().forEach(each -> each.answerAll(answer, parts.inbox()));
    parts.effects().answerWaiting(answer);
    parts.inbox().close(new Answer.Unavailable("the broker is stopping", false));
    parts.streams().endAll("the broker is stopping");
  }

  private void awaitQuiet() {
    var quiet = new CompletableFuture<Boolean>();
    whenQuiet(() -> quiet.complete(true));
    try {
      quiet.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Partition {} stops with work under way", parts.number());
    }
  }

  private void stop() {
    closed = true;
    doorbell.ring();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes what the writer says.
  private final class Writing implements KeeperEvents {

    private final PartitionMeters meters;

    Writing(PartitionMeters meters) {
      this.meters = meters;
    }

    @Override
    public void written() {
      doorbell.ring();
    }

    @Override
    public void layerWritten() {
      writingProblem = "";
      meters.layerWritten();
    }

    @Override
    public void snapshotTaken(long nanos) {
      meters.snapshotTaken(nanos);
    }

    @Override
    public void writingFailed(String what, RuntimeException cause) {
      LOG.error("Partition {} cannot {}", parts.number(), what, cause);
      writingProblem = "it cannot %s: %s".formatted(what, cause.getMessage());
    }
  }
}
