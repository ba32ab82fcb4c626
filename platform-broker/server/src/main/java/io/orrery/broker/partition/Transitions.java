package io.orrery.broker.partition;

import io.orrery.log.LogEntry;
import io.orrery.transport.Answer;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a partition passes from stage to stage as its log tells it to. Belongs to the thread of the
/// partition; the stage and the reason may be read by anyone.
final class Transitions {

  private static final Logger LOG = LoggerFactory.getLogger(Transitions.class);

  private static final long READ_PAUSE_NANOS = 1_000_000;
  private static final int MAX_READ_PAUSES = 30_000;

  private final Parts parts;
  private final Proposer proposer;
  private final Deciding deciding;
  private final Applied applied = new Applied();
  private volatile Stage stage = Stage.LOADING;
  private volatile String reason = "its state is being loaded";

  Transitions(Parts parts, Proposer proposer, Deciding deciding) {
    this.parts = parts;
    this.proposer = proposer;
    this.deciding = deciding;
  }

  Stage stage() {
    return stage;
  }

  /// Why it does not lead, or empty.
  String reason() {
    return reason;
  }

  void on(LogEvent event) {
    if (stage == Stage.DEAD) {
      return;
    }
    switch (event) {
      case LogEvent.Restore restore -> restore(restore);
      case LogEvent.Entry(var index, var bytes) -> entry(index, bytes);
      case LogEvent.Lead(var term, var epoch) -> lead(term, epoch);
      case LogEvent.Follow(var why, var delivered) -> follow(why, delivered);
      case LogEvent.Failed(var why, var cause) -> die(why, cause);
    }
  }

  private void restore(LogEvent.Restore restore) {
    try {
      leave("its state is being loaded");
      parts.keeper().awaitWriter();
      var index = parts.state().restore(restore.snapshot());
      parts.keeper().loaded(index, System.nanoTime());
      applied.clear();
      enter(Stage.FOLLOWING, "it has no leader yet");
      restore.loaded().complete(index);
    } catch (RuntimeException e) {
      die("its snapshot cannot be loaded: " + e, e);
      restore.loaded().completeExceptionally(e);
    }
  }

  private void entry(long index, ByteBuffer bytes) {
    if (isAhead()) {
      rebuild("an entry was committed that it did not expect", index - 1);
    }
    apply(index, bytes);
  }

  private void lead(long term, int epoch) {
    if (stage == Stage.LEADING && proposer.epoch() == epoch) {
      return;
    }
    LOG.info("Partition {} leads in term {}; applied before: {}", parts.number(), term, applied);
    applied.clear();
    proposer.lead(epoch);
    parts.streams().begin();
    parts.admission().open();
    enter(Stage.LEADING, "");
    deciding.promote();
  }

  private void follow(String why, long delivered) {
    LOG.info("Partition {} does not lead any more: {}", parts.number(), why);
    if (isAhead()) {
      rebuild(why, delivered);
    }
    reason = why;
  }

  private boolean isAhead() {
    return stage == Stage.LEADING || stage == Stage.DOUBTING;
  }

  /// What was proposed was not taken: the log is about to say why.
  void doubt() {
    enter(Stage.DOUBTING, "its leadership is in doubt");
    parts.admission().shut(reason);
  }

  /// Goes back to the committed state after a failure of ours, and leads on if the log lets it.
  void stepBack(RuntimeException cause, Answer answer) {
    if (!isAhead()) {
      die("it cannot follow the log: " + cause, cause);
      return;
    }
    try {
      proposer.abandon(answer);
      var delivered = parts.flights().distrust();
      rebuild("it goes back to what is committed", delivered);
      if (parts.flights().isClear()) {
        on(parts.flights().again());
      }
    } catch (RuntimeException e) {
      die("it cannot go back to what is committed: " + e, e);
    }
  }

  /// Drops everything that is not known to be committed, and applies what is.
  ///
  /// @param upTo the index of the newest entry to apply; what is behind it will still be delivered
  private void rebuild(String why, long upTo) {
    leave(why);
    parts.keeper().awaitWriter();
    var from = parts.state().rewind() + 1;
    parts.keeper().rewound();
    enter(Stage.FOLLOWING, why);
    var reader = parts.log().read(Math.max(0, from));
    var pauses = 0;
    while (reader.position() <= upTo) {
      var entry = reader.next();
      if (entry != null) {
        replay(entry, upTo);
      } else if (++pauses > MAX_READ_PAUSES) {
        throw new IllegalStateException(
            "Expected to read the log up to %d, but got no further than %d"
                .formatted(upTo, reader.position()));
      } else {
        LockSupport.parkNanos(READ_PAUSE_NANOS);
      }
    }
  }

  private void replay(LogEntry entry, long upTo) {
    if (entry.index() <= upTo) {
      apply(entry.index(), entry.entry());
    }
  }

  private void apply(long index, ByteBuffer bytes) {
    var state = parts.state();
    if (index <= state.appliedIndex()) {
      return;
    }
    var begin = System.nanoTime();
    var before = state.engine().lastPosition();
    if (state.apply(index, bytes)) {
      parts.meters().replayed();
    } else {
      parts.meters().skipped();
    }
    parts.keeper().logged(bytes.remaining());
    relieve(index);
    var records = state.engine().lastPosition() - before;
    applied.add(bytes.remaining(), records, System.nanoTime() - begin);
  }

  /// Keeps the memory within its bounds while much is applied at a stretch.
  private void relieve(long index) {
    var keeper = parts.keeper();
    var now = System.nanoTime();
    if (keeper.wantsFreeze(now)) {
      keeper.freeze(null, index, now);
    }
    keeper.work(now);
    keeper.measure();
    while (keeper.isFull()) {
      LockSupport.parkNanos(READ_PAUSE_NANOS);
      keeper.work(System.nanoTime());
      keeper.measure();
    }
  }

  /// Stops leading: everybody who waits gets an answer.
  private void leave(String why) {
    reason = why;
    parts.admission().shut(why);
    parts.streams().endAll("partition %d: %s".formatted(parts.number(), why));
    parts.flights().awaitQuiet();
    proposer.abandon(unavailable(false));
    for (var each : parts.flights().takeAbandoned()) {
      parts.stranded().abandoned(each);
      each.answerAll(unavailable(true), parts.inbox());
    }
    parts.effects().answerWaiting(unavailable(true));
    parts.inbox().refuseAll(unavailable(false));
  }

  /// Stops for good.
  void die(String why, Throwable cause) {
    LOG.error("Partition {} stops: {}", parts.number(), why, cause);
    enter(Stage.DEAD, why);
    parts.flights().follow();
    leave(why);
    parts.handover().close();
    parts.inbox().close(unavailable(false));
    closeState();
  }

  void closeState() {
    if (parts.state().isOpen()) {
      parts.keeper().awaitWriter();
      parts.state().close();
    }
  }

  private void enter(Stage next, String why) {
    reason = why;
    stage = next;
  }

  Answer unavailable(boolean sent) {
    return new Answer.Unavailable("partition %d: %s".formatted(parts.number(), reason), sent);
  }
}
