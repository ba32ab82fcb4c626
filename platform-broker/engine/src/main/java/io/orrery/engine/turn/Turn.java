package io.orrery.engine.turn;

import io.orrery.engine.state.State;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.Command;
import io.orrery.protocol.ContinuationEvent;
import io.orrery.protocol.Event;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.Keys;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import io.orrery.protocol.codec.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that one command causes: the events it emits, the steps that follow, the commands it puts
/// off or sends, the answer it owes.
///
/// A turn is one transaction. An emitted event is applied at once, so that what follows in the same
/// turn sees it; nothing leaves the partition before the turn's records are durable. One object
/// serves all turns of a partition, one after the other, on its one thread.
public final class Turn {

  /// How many bytes the records of one turn may take: it must fit into an entry of the log.
  public static final int MAX_BYTES = (4 << 20) + (32 << 10);

  private static final Duration MAX_WAIT = Duration.ofDays(36_500);

  private final State state;
  private final int partition;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private final ArrayDeque<Command> local = new ArrayDeque<>();
  private final Set<String> offered = new LinkedHashSet<>();
  private final ArrayDeque<Runnable> undo = new ArrayDeque<>();
  private List<LogRecord> records = new ArrayList<>();
  private List<Effect> effects = new ArrayList<>();
  private long base;
  private long position;
  private long keys;
  private long request;
  private long source;
  private long now;
  private long goesOn;
  private int round;
  private long stateKeysBefore;
  private int recordsBefore;
  private int recordsFirst;
  private int effectsBefore;
  private boolean rejected;
  private boolean silent;

  public Turn(State state, int partition) {
    this.state = state;
    this.partition = partition;
    resume();
  }

  /// Goes on behind what the state has; for a replica that begins to lead.
  public void resume() {
    base = state.lastPosition();
    position = base;
    keys = state.lastKey();
    records = new ArrayList<>();
    effects = new ArrayList<>();
  }

  /// Begins a turn with the command that causes it.
  ///
  /// @param caller the number of who waits for an answer, 0 if nobody does
  public void begin(long caller, Command command, long nowMillis) {
    recordsBefore = records.size();
    effectsBefore = effects.size();
    stateKeysBefore = state.lastKey();
    undo.clear();
    request = caller;
    source = -1;
    now = nowMillis;
    goesOn = -1;
    round = 0;
    rejected = false;
    silent = false;
    record(command.target() == 0 ? -1 : command.target(), command);
    source = position;
    recordsFirst = records.size();
  }

  /// Begins a turn with work that was put off; it may still be refused.
  ///
  /// @param key the key of the continuation
  public void resume(long key, Command command, long nowMillis) {
    begin(0, command, nowMillis);
    emit(key, new ContinuationEvent.Dequeued());
    recordsFirst = records.size();
  }

  private void record(long key, io.orrery.protocol.Content content) {
    records.add(new LogRecord(position + 1, source, key, now, content));
    position += content.width();
  }

  public Instant now() {
    return Instant.ofEpochMilli(now);
  }

  public long nowMillis() {
    return now;
  }

  /// The time when a duration from now is over; not before now, and at most a hundred years later.
  public Instant after(Duration duration) {
    var millis =
        duration.isNegative()
            ? 0
            : duration.compareTo(MAX_WAIT) > 0 ? MAX_WAIT.toMillis() : duration.toMillis();
    return Instant.ofEpochMilli(now + millis);
  }

  /// The number of who waits for an answer, 0 if nobody does.
  public long request() {
    return request;
  }

  public int partition() {
    return partition;
  }

  /// A key that nothing had before.
  public long newKey() {
    return Keys.of(partition, ++keys);
  }

  /// As many keys in a row, of which this is the first.
  public long newKeys(int count) {
    var first = newKey();
    keys += Math.max(0, count - 1);
    return first;
  }

  /// States a fact and applies it.
  public void emit(long key, Event event) {
    if (rejected) {
      throw new IllegalStateException("a rejected command must not emit " + event);
    }
    record(key, event);
    state.apply(key, event);
  }

  /// Whether nothing was decided yet.
  public boolean canReject() {
    return !rejected && records.size() == recordsFirst;
  }

  /// Refuses the command. Nothing may have been emitted.
  public void reject(RejectionType type, String reason) {
    if (!canReject()) {
      throw new IllegalStateException("too late to reject: " + reason);
    }
    rejected = true;
    var rejection = new Rejection(type, reason);
    record(-1, rejection);
    if (request != 0) {
      effects.add(new Effect.Refuse(request, rejection));
    }
  }

  /// Whether something was emitted in this turn.
  public boolean hasEvents() {
    return !rejected && records.size() > recordsBefore + 1;
  }

  public boolean isRejected() {
    return rejected;
  }

  /// Answers the caller, if there is one.
  public void reply(Response response) {
    reply(request, response);
  }

  /// Answers a caller of this turn or of an earlier one.
  public void reply(long caller, Response response) {
    if (caller != 0) {
      effects.add(new Effect.Reply(caller, response));
    }
  }

  public void effect(Effect effect) {
    effects.add(effect);
  }

  /// Says that the command changes nothing and need not be remembered.
  public void leaveNoTrace() {
    silent = true;
  }

  /// Has a step done later in this turn, after those that wait already.
  public void step(Step step) {
    steps.add(step);
  }

  public @Nullable Step nextStep() {
    return steps.poll();
  }

  /// Takes all steps that wait.
  public List<Step> drainSteps() {
    var left = List.copyOf(steps);
    steps.clear();
    return left;
  }

  /// How many turns in a row an instance has gone on without waiting.
  public int round(long instanceKey) {
    return instanceKey == goesOn ? round : 0;
  }

  /// The same of the instance that this turn goes on with, 0 if there is none.
  public int round() {
    return round;
  }

  /// Says which instance this turn goes on with, and for how many turns it has not waited.
  public void goOn(long instanceKey, int turns) {
    goesOn = instanceKey;
    round = turns;
  }

  /// Says that jobs of a type may have become free.
  public void offer(String jobType) {
    offered.add(jobType);
  }

  public @Nullable String nextOffered() {
    if (offered.isEmpty()) {
      return null;
    }
    var first = offered.iterator().next();
    offered.remove(first);
    return first;
  }

  /// Has the partition process a command later, even if it is led by somebody else then.
  public void enqueue(Command command) {
    emit(newKey(), new ContinuationEvent.Enqueued(command));
  }

  /// Sends a command to a partition, in order and exactly once. One for this partition itself is
  /// carried out later in this turn.
  public void send(int to, Command command) {
    if (to == partition) {
      local.add(command);
      return;
    }
    var sequence = state.channels().with(to).sent() + 1;
    emit(-1, new ChannelEvent.Sent(to, sequence, command));
    effects.add(new Effect.Deliver(to, new ChannelCommand.Receive(partition, sequence, command)));
  }

  public @Nullable Command nextLocal() {
    return local.poll();
  }

  /// Has something done if the turn is undone: what only the leader knows is in no table.
  public void onRollback(Runnable action) {
    undo.push(action);
  }

  /// Makes sure that what was decided fits into an entry of the log.
  ///
  /// @throws TurnTooLargeException if it does not
  public void checkSize() {
    var decided = records.subList(recordsBefore, records.size());
    if (Records.weigh(decided) > MAX_BYTES) {
      var bytes = Records.sizeOf(decided);
      if (bytes > MAX_BYTES) {
        throw new TurnTooLargeException(bytes);
      }
    }
  }

  /// Refuses the command as if it had never come: not even the command itself is kept.
  public void refuseSilently(Rejection rejection) {
    silent = true;
    if (request != 0) {
      effects.add(new Effect.Refuse(request, rejection));
    }
  }

  /// Ends the turn and keeps what it decided.
  public void commit() {
    if (records.size() == recordsBefore + 1) {
      if (!silent) {
        throw new IllegalStateException(
            "neither an event nor a rejection for " + records.getLast().content());
      }
      position = records.removeLast().position() - 1;
    }
    state.reached(position);
  }

  /// Ends the turn and forgets what it decided; the store must forget its changes too.
  public void rollback() {
    if (records.size() > recordsBefore) {
      position = records.get(recordsBefore).position() - 1;
      records.subList(recordsBefore, records.size()).clear();
    }
    effects.subList(effectsBefore, effects.size()).clear();
    undo.forEach(Runnable::run);
    undo.clear();
    state.forgetKeysAfter(stateKeysBefore);
    steps.clear();
    local.clear();
    offered.clear();
  }

  /// Whether anything was decided since the last batch.
  public boolean hasBatch() {
    return !records.isEmpty() || !effects.isEmpty();
  }

  /// What was decided since the last call.
  public Batch takeBatch() {
    var batch = new Batch(base, records, effects);
    base = position;
    records = new ArrayList<>();
    effects = new ArrayList<>();
    return batch;
  }
}
