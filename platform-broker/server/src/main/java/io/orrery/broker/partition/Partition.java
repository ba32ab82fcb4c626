package io.orrery.broker.partition;

import io.orrery.broker.admission.Admission;
import io.orrery.engine.state.State;
import io.orrery.log.LogReader;
import io.orrery.log.LogStatus;
import io.orrery.log.PartitionLog;
import io.orrery.protocol.Command;
import io.orrery.protocol.InstanceCommand;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Topology.Health;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A partition of the broker with the thread that runs it. All methods may be called from any
/// thread.
public final class Partition implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
  private static final long CLOSE_SECONDS = 2;
  private static final int MAX_WAITING_CALLERS = 65_536;

  private final Doorbell doorbell = new Doorbell();
  private final Condition condition;
  private final Parts parts;
  private final PartitionLoop loop;
  private final Thread thread;
  private Audience audience = Audience.NONE;

  /// The stage that the audience knows; belongs to the thread of the partition.
  private Stage toldStage = Stage.LOADING;

  private volatile boolean closed;
  private volatile long position;
  private volatile long writtenPosition;
  private volatile long stateBytes;

  public Partition(PartitionSettings settings, PartitionLog log, PartitionHost host) {
    var meters = new PartitionMeters();
    condition = new Condition(settings.number(), meters, host.disk(), doorbell);
    parts = assemble(settings, log, host, meters);
    loop = new PartitionLoop(parts, condition::isHeld);
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("orrery-partition-" + settings.number())
            .unstarted(this::run);
  }

  private Parts assemble(
      PartitionSettings settings, PartitionLog log, PartitionHost host, PartitionMeters meters) {
    var admission = new Admission(settings.number(), settings.backPressure(), host.disk());
    var stranded = new StrandedJobs();
    var inbox = new Inbox(admission, doorbell, stranded);
    var streams = new Streams(inbox, doorbell);
    var state =
        new LiveState(
            settings.directory(),
            settings.store(),
            settings.engine(),
            condition::engineFailed,
            host.guards().apply(settings.number()));
    return new Parts(
        settings.number(),
        log,
        state,
        admission,
        inbox,
        streams,
        new Handover(doorbell),
        new Flights(),
        stranded,
        new EffectRunner(inbox, streams, host.surroundings(), admission.limit(), meters),
        new LayerKeeper(state, log, settings.snapshots(), host.writer(), admission, condition),
        meters,
        host.clock());
  }

  /// Has an audience for what is committed. To be called before the start.
  public void serve(Audience listeners) {
    audience = listeners;
    parts.keeper().keepLogFor(listeners.exporters());
  }

  /// Loads the newest snapshot; replay and leadership follow.
  public void start() {
    thread.start();
    start(() -> {});
  }

  /// Starts without a thread: a simulation calls [#work].
  ///
  /// @param pump does what a thread of the partition would do meanwhile
  void start(Runnable pump) {
    var replica =
        new PartitionReplica(
            parts.flights(),
            parts.handover(),
            parts.effects(),
            doorbell,
            pump,
            audience::committed);
    parts.log().start(replica);
  }

  /// Does what there is to do, in bounded slices.
  ///
  /// @return how much that was
  int work() {
    doorbell.heard();
    var work = loop.doWork();
    publish();
    return work;
  }

  private void run() {
    try {
      while (!closed) {
        if (work() == 0) {
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
    var stage = loop.stage();
    if (stage != toldStage) {
      toldStage = stage;
      audience.stage(stage);
    }
    var state = parts.state();
    if (state.isOpen()) {
      position = state.engine().lastPosition();
      writtenPosition = state.store().persistedPosition();
      stateBytes = state.store().approximateMemoryBytes();
    }
  }

  /// Asks for a command to be carried out. The answer comes exactly once.
  public void send(Command command, @Nullable Consumer<Answer> caller) {
    send(command, Brokers.USUAL_PATIENCE_MILLIS, caller);
  }

  /// Asks for a command to be carried out. The answer comes exactly once.
  ///
  /// @param patienceMillis how long the caller waits
  public void send(Command command, long patienceMillis, @Nullable Consumer<Answer> caller) {
    if (caller != null && waitsForResult(command) && waitingCallers() >= MAX_WAITING_CALLERS) {
      caller.accept(
          new Answer.Overloaded(
              Admission.MEMORY,
              "%d callers wait for the result of an instance of partition %d already"
                  .formatted(MAX_WAITING_CALLERS, parts.number())));
      return;
    }
    parts.inbox().offer(command, patienceMillis, caller);
  }

  private static boolean waitsForResult(Command command) {
    return command instanceof InstanceCommand.Create create && create.result() != null;
  }

  private int waitingCallers() {
    return parts.effects().waitingCount();
  }

  public JobStream openStream(JobStreamRequest request, JobStream.Receiver receiver) {
    return parts.streams().open(request, receiver);
  }

  /// Reads committed entries, beginning at the index.
  public LogReader read(long fromIndex) {
    return parts.log().read(fromIndex);
  }

  public LogStatus logStatus() {
    return parts.log().status();
  }

  /// Asks the state something, on the thread of the partition. What is not committed yet is there
  /// already.
  public <T> CompletableFuture<T> ask(Function<State, T> question) {
    var answer = new CompletableFuture<T>();
    loop.ask(() -> {
      try {
        answer.complete(question.apply(parts.state().engine().state()));
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    doorbell.ring();
    return answer;
  }

  public int number() {
    return parts.number();
  }

  public Stage stage() {
    return loop.stage();
  }

  public Health health() {
    return condition.health(loop.stage());
  }

  public boolean isLeading() {
    return loop.stage() == Stage.LEADING;
  }

  /// The newest position decided or applied.
  public long position() {
    return position;
  }

  /// How many commands wait to be decided.
  public long waiting() {
    return parts.inbox().waiting();
  }

  /// How many commands are between admission and commit.
  public long inFlight() {
    return parts.inbox().inFlight();
  }

  public int streamCount() {
    return parts.streams().count();
  }

  /// About what the state takes on the heap.
  public long stateBytes() {
    return stateBytes;
  }

  public PartitionMeters meters() {
    return parts.meters();
  }

  public Admission admission() {
    return parts.admission();
  }

  public PartitionStatus status() {
    var stage = loop.stage();
    return new PartitionStatus(
        parts.number(),
        stage,
        condition.health(stage),
        stage == Stage.LEADING ? condition.problem() : loop.transitions().reason(),
        condition.isPaused(),
        position,
        writtenPosition,
        parts.keeper().snapshotIndex(),
        parts.log().status(),
        parts.inbox().inFlight(),
        waitingCallers(),
        parts.admission().limit().limit(),
        parts.streams().count());
  }

  /// Looks how the log is; to be called now and then.
  public void look() {
    var log = parts.log().status();
    condition.logProblem(log.healthy() ? "" : log.reason());
  }

  /// Looks again whether deciding is held back, since the free space has changed.
  public void nudge() {
    doorbell.ring();
  }

  /// Decides nothing until [#resume]; commands wait.
  public void pause() {
    condition.pause(true);
  }

  public void resume() {
    condition.pause(false);
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

  /// Lets go of the state and finishes nothing, as a simulated crash does.
  void abandon() {
    loop.transitions().closeState();
  }

  /// Refuses what comes, finishes what is under way, and leaves the log.
  @Override
  public void close() {
    parts.admission().shut("the broker is stopping");
    resume();
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
}
