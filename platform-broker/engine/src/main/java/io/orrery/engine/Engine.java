package io.orrery.engine;

import io.orrery.bpmn.expression.EvaluationGuard;
import io.orrery.engine.job.JobStreamSpec;
import io.orrery.engine.job.Jobs;
import io.orrery.engine.state.Due;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Batch;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.turn.TurnTooLargeException;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.Event;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.TimerCommand;
import io.orrery.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The engine of one partition. As a leader it decides commands, one turn each; as a replica it
/// applies what was decided. It knows no thread, no clock and no disk: whoever drives it brings the
/// time and does what [Batch] says.
///
/// One thread.
public final class Engine {

  private static final long OFFER_AGAIN_MILLIS = 1_000;

  /// How often jobs are handed to streams before something else has its turn.
  private static final int MAX_REFILLS = 4;

  private final Store store;
  private final State state;
  private final Turn turn;
  private final Processors processors;
  private final Quarantine quarantine;
  private final Consumer<RuntimeException> failures;
  private long now;
  private long nextOffer;

  /// @param failures is told of every failure of ours, to be counted and logged
  public Engine(EngineSettings settings, Store store, Consumer<RuntimeException> failures) {
    this(settings, store, failures, EvaluationGuard.NONE);
  }

  /// @param failures is told of every failure of ours, to be counted and logged
  /// @param guard ends expressions that take too long or too much
  public Engine(
      EngineSettings settings,
      Store store,
      Consumer<RuntimeException> failures,
      EvaluationGuard guard) {
    this.store = store;
    this.failures = failures;
    state = new State(settings.partition(), store);
    turn = new Turn(state, settings.partition());
    quarantine = new Quarantine(state);
    processors =
        new Processors(state, settings, quarantine, () -> Instant.ofEpochMilli(now), guard);
  }

  /// Begins to lead: nobody waits, nobody has credit, those who poll are told of the free jobs, and
  /// what other partitions have not confirmed is offered to them again.
  public void promote(long nowMillis) {
    turn.resume();
    processors.forgetCallers();
    processors.channels().offerAgain(turn);
    processors.jobs().tellOfAll(turn);
    nextOffer = nowMillis + OFFER_AGAIN_MILLIS;
  }

  /// Decides one command.
  ///
  /// @param request the caller's number, 0 if nobody waits
  public void process(long request, Command command, long nowMillis) {
    decide(request, command, 0, nowMillis);
    refill(nowMillis);
  }

  private void decide(long request, Command command, long continuation, long nowMillis) {
    now = nowMillis;
    store.begin();
    try {
      begin(request, command, continuation);
      processors.process(command, turn);
      turn.checkSize();
      turn.commit();
      store.commit();
      processors.streams().commit();
    } catch (RuntimeException | StackOverflowError e) {
      undo();
      var failure = failure(e);
      if (failure instanceof TurnTooLargeException && request != 0) {
        refuse(request, command, failure);
      } else {
        failures.accept(failure);
        recover(request, command, continuation, failure);
      }
    }
  }

  /// Refuses a request of which too much would follow.
  private void refuse(long request, Command command, RuntimeException cause) {
    store.begin();
    turn.begin(request, command, now);
    turn.refuseSilently(
        new Rejection(
            RejectionType.EXCEEDED_BATCH_RECORD_SIZE, String.valueOf(cause.getMessage())));
    turn.commit();
    store.commit();
  }

  private void begin(long request, Command command, long continuation) {
    if (continuation == 0) {
      turn.begin(request, command, now);
    } else {
      turn.resume(continuation, command, now);
    }
  }

  private static RuntimeException failure(Throwable cause) {
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  private void undo() {
    turn.rollback();
    store.rollback();
    processors.streams().rollback();
  }

  /// Records a failure of ours in a turn of its own.
  private void recover(long request, Command command, long continuation, RuntimeException cause) {
    store.begin();
    begin(request, command, continuation);
    if (command instanceof ChannelCommand.Receive received) {
      recover(received, cause);
    } else if (!quarantine.put(command, cause, turn)) {
      if (command instanceof TimerCommand.Trigger trigger) {
        processors.timers().skip(trigger, turn);
      } else if (turn.canReject()) {
        turn.reject(RejectionType.PROCESSING_ERROR, Quarantine.reason(cause));
      }
    }
    processors.settle(turn);
    turn.commit();
    store.commit();
    processors.streams().commit();
  }

  /// What belongs to no instance comes again some times, for it would be lost.
  private void recover(ChannelCommand.Receive received, RuntimeException cause) {
    var concerns = quarantine.concerns(received.command());
    if (!concerns && processors.channels().leave(received, turn)) {
      return;
    }
    var command = processors.channels().receive(received, turn);
    if (command != null && !quarantine.put(command, cause, turn)) {
      failures.accept(
          new IllegalStateException(
              "gave up command %d of partition %d, which is lost: %s"
                  .formatted(
                      received.sequence(), received.from(), command.getClass().getSimpleName()),
              cause));
    }
  }

  /// Hands jobs that wait to streams whose credit came back.
  private void refill(long nowMillis) {
    for (var i = 0; i < MAX_REFILLS; i++) {
      var type = processors.streams().nextRefreshed();
      if (type == null) {
        return;
      }
      if (processors.jobs().canHandOut(type)) {
        handOut(type, nowMillis);
      }
    }
  }

  private void handOut(String type, long nowMillis) {
    now = nowMillis;
    store.begin();
    turn.begin(
        0, new JobCommand.Activate(type, "", Duration.ZERO, Jobs.MAX_HANDED_OUT, List.of()), now);
    try {
      processors.jobs().handOut(type, turn);
      turn.checkSize();
      if (!turn.hasEvents()) {
        turn.leaveNoTrace();
      }
      turn.commit();
      store.commit();
      processors.streams().commit();
    } catch (RuntimeException | StackOverflowError e) {
      undo();
      failures.accept(failure(e));
    }
  }

  /// Does one thing that is due.
  ///
  /// @return false if nothing is due
  public boolean processDue(long nowMillis) {
    var first = state.due().first();
    if (first != null && first.millis() <= nowMillis) {
      process(0, command(first.kind(), first.key(), first.text()), nowMillis);
      if (first.equals(state.due().first())) {
        throw new IllegalStateException("what is due stays due: " + first);
      }
      return true;
    }
    return offerAgain(nowMillis);
  }

  private static Command command(Due kind, long key, String text) {
    return switch (kind) {
      case TIMER -> new TimerCommand.Trigger(key);
      case JOB_TIMEOUT -> new JobCommand.TimeOut(key);
      case JOB_BACK_OFF -> new JobCommand.RecurAfterBackOff(key);
      case MESSAGE -> new MessageCommand.Expire(key);
      case REMEMBERED -> new IdempotencyCommand.Forget(text);
    };
  }

  private boolean offerAgain(long nowMillis) {
    if (!state.channels().hasUnconfirmed()) {
      nextOffer = 0;
      return false;
    }
    if (nextOffer == 0) {
      nextOffer = nowMillis + OFFER_AGAIN_MILLIS;
    }
    if (nowMillis < nextOffer) {
      return false;
    }
    nextOffer = nowMillis + OFFER_AGAIN_MILLIS;
    processors.channels().offerAgain(turn);
    return true;
  }

  /// Goes on with one piece of work that was put off.
  ///
  /// @return false if there is none
  public boolean processContinuation(long nowMillis) {
    if (!hasContinuation()) {
      return false;
    }
    var first = state.continuations().first();
    if (first != null) {
      decide(0, first.getValue(), first.getKey(), nowMillis);
    }
    refill(nowMillis);
    return true;
  }

  public boolean hasContinuation() {
    return state.continuations().first() != null || processors.streams().hasRefreshed();
  }

  /// When something becomes due next, in milliseconds since the epoch; `Long.MAX_VALUE` if nothing
  /// ever does.
  public long nextDueMillis() {
    var first = state.due().first();
    var due = first == null ? Long.MAX_VALUE : first.millis();
    return state.channels().hasUnconfirmed() ? Math.min(due, nextOffer) : due;
  }

  /// Lets a worker have jobs pushed.
  ///
  /// @param stream the worker's number, which pushes name
  public void openStream(long stream, JobStreamSpec spec, long nowMillis) {
    processors.streams().open(stream, spec);
    refill(nowMillis);
  }

  public void grant(long stream, int credits, long nowMillis) {
    processors.streams().grant(stream, credits);
    refill(nowMillis);
  }

  public void ready(long stream, boolean ready, long nowMillis) {
    processors.streams().ready(stream, ready);
    refill(nowMillis);
  }

  public void closeStream(long stream) {
    processors.streams().close(stream);
  }

  /// Forgets a caller that waits for the end of an instance no more.
  public void forgetCaller(long request) {
    processors.results().forget(request);
  }

  /// What was decided since the last call.
  public Batch takeBatch() {
    return turn.takeBatch();
  }

  /// Applies what another replica, or this one in an earlier life, has decided.
  ///
  /// @param records those of an entry of the log
  public void apply(List<LogRecord> records) {
    store.begin();
    for (var record : records) {
      if (record.content() instanceof Event event) {
        state.apply(record.key(), event);
      }
      state.reached(record);
    }
    store.commit();
  }

  /// The position of the newest record in the tables, 0 if there is none.
  public long lastPosition() {
    return state.lastPosition();
  }

  /// Writes down what is counted in memory; right before a layer of the store is frozen.
  public void beforeFreeze() {
    store.begin();
    state.writeCounters();
    store.commit();
  }

  /// A digest of the whole state, equal on all replicas that have the same last position.
  public byte[] digest() {
    beforeFreeze();
    return store.digest();
  }

  /// The tables, to be read only.
  public State state() {
    return state;
  }
}
