package io.orrery.broker.partition;

import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.transport.Answer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One partition: drains its inbox, lets the engine decide one turn per command, and proposes what
/// was decided, many turns to an entry; or applies what others decided. Everything here runs on the
/// one thread of the partition.
final class PartitionLoop {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionLoop.class);

  private static final int EVENTS_PER_ROUND = 64;

  /// While an entry is on its way, so many commands wake the loop before it is back.
  private static final int COMMANDS_TO_WAKE = 16;

  private static final long MAX_REST_NANOS = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int MAX_QUIET_TASKS = 64;
  private static final int MAX_QUESTIONS = 1_024;
  private static final int QUESTIONS_PER_ROUND = 16;
  private static final int MAX_FAILURES = 5;

  /// How often callers are looked for who do not wait any more.
  private static final long GIVE_UP_NANOS = 1_000_000_000;

  private static final long FAILURE_WINDOW_NANOS = 60_000_000_000L;

  private final Parts parts;
  private final BooleanSupplier isHeld;
  private final Proposer proposer;
  private final Deciding deciding;
  private final Transitions transitions;
  private final ConcurrentLinkedQueue<Runnable> quietTasks = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> questions = new ConcurrentLinkedQueue<>();
  private int failures;
  private long failuresSince;
  private long gaveUpAt = System.nanoTime();

  /// @param isHeld whether nothing may be decided just now
  PartitionLoop(Parts parts, BooleanSupplier isHeld) {
    this.parts = parts;
    this.isHeld = isHeld;
    proposer = new Proposer(parts);
    deciding = new Deciding(parts, proposer);
    transitions = new Transitions(parts, proposer, deciding);
  }

  /// Does what there is to do, in bounded slices. Returns how much that was.
  int doWork() {
    try {
      var work = events();
      if (transitions.stage() == Stage.LEADING) {
        work += lead();
      } else {
        work += parts.inbox().refuseAll(transitions.unavailable(false));
      }
      return work + keep() + questions() + quietTasks();
    } catch (TurnTooLargeException e) {
      failed(
          e,
          new Answer.Refused(
              new Rejection(
                  RejectionType.EXCEEDED_BATCH_RECORD_SIZE, String.valueOf(e.getMessage()))));
      return 1;
    } catch (RuntimeException e) {
      failed(e, new Answer.Unavailable("the command failed: " + e, true));
      return 1;
    }
  }

  private int events() {
    var count = 0;
    while (count < EVENTS_PER_ROUND) {
      var event = parts.handover().poll();
      if (event == null) {
        break;
      }
      transitions.on(event);
      count++;
    }
    return count;
  }

  private int lead() {
    var work = 0;
    while (mayDecide()) {
      var turns = deciding.round();
      work += turns;
      if (turns == 0 || proposer.isEnoughToBegin()) {
        break;
      }
    }
    var now = System.nanoTime();
    if (now - gaveUpAt >= GIVE_UP_NANOS) {
      gaveUpAt = now;
      deciding.giveUp(now);
    }
    if (proposer.isDue(now)) {
      work++;
      if (!proposer.propose()) {
        transitions.doubt();
      }
    }
    return work;
  }

  private boolean mayDecide() {
    return proposer.hasRoom()
        && !isHeld.getAsBoolean()
        && !parts.keeper().isFull()
        && quietTasks.isEmpty();
  }

  private int keep() {
    if (!parts.state().isOpen()) {
      return 0;
    }
    var now = System.nanoTime();
    var keeper = parts.keeper();
    var stage = transitions.stage();
    if (keeper.isBusy()) {
      keeper.measure();
    } else if (isBetweenBatches(stage) && keeper.wantsFreeze(now)) {
      keeper.freeze(
          stage == Stage.LEADING ? proposer.newest() : null, parts.state().appliedIndex(), now);
    }
    return keeper.work(now);
  }

  private boolean isBetweenBatches(Stage stage) {
    return stage == Stage.FOLLOWING || (stage == Stage.LEADING && proposer.isEmpty());
  }

  private int questions() {
    var count = 0;
    while (count < QUESTIONS_PER_ROUND && parts.state().isOpen()) {
      var question = questions.poll();
      if (question == null) {
        break;
      }
      question.run();
      count++;
    }
    return count;
  }

  private int quietTasks() {
    if (quietTasks.isEmpty() || !isQuiet()) {
      return 0;
    }
    var count = 0;
    for (var task = quietTasks.poll(); task != null; task = quietTasks.poll()) {
      task.run();
      count++;
    }
    return count;
  }

  private boolean isQuiet() {
    return switch (transitions.stage()) {
      case LEADING -> proposer.isEmpty() && parts.flights().isEmpty();
      case FOLLOWING, DEAD -> true;
      case LOADING, DOUBTING -> false;
    };
  }

  private void failed(RuntimeException cause, Answer answer) {
    LOG.error("Partition {} failed; it goes back to what is committed", parts.number(), cause);
    parts.meters().failed();
    deciding.abandonCurrent(answer);
    var now = System.nanoTime();
    if (now - failuresSince > FAILURE_WINDOW_NANOS) {
      failuresSince = now;
      failures = 0;
    }
    if (++failures > MAX_FAILURES) {
      transitions.die("it failed %d times in a minute, last: %s".formatted(failures, cause), cause);
    } else {
      transitions.stepBack(cause, answer);
    }
  }

  /// Runs a task when nothing is under way: nothing undecided, unproposed or uncommitted.
  void whenQuiet(Runnable task) {
    if (quietTasks.size() >= MAX_QUIET_TASKS) {
      throw new IllegalStateException(
          "Expected at most %d tasks to wait for a quiet moment, but got one more"
              .formatted(MAX_QUIET_TASKS));
    }
    quietTasks.add(task);
  }

  /// Runs a task between two rounds, when the state is there; it only reads it.
  void ask(Runnable question) {
    if (questions.size() >= MAX_QUESTIONS) {
      throw new IllegalStateException(
          "Expected at most %d questions to wait for the partition, but got one more"
              .formatted(MAX_QUESTIONS));
    }
    questions.add(question);
  }

  Stage stage() {
    return transitions.stage();
  }

  Transitions transitions() {
    return transitions;
  }

  /// How many waiting commands are worth waking up for.
  int wakeAt() {
    if (transitions.stage() == Stage.LEADING && !mayDecide()) {
      return Integer.MAX_VALUE - 1;
    }
    return parts.flights().entries() > 0 ? COMMANDS_TO_WAKE : 1;
  }

  /// How long there is nothing to do if nobody rings.
  long restNanos() {
    if (transitions.stage() != Stage.LEADING) {
      return MAX_REST_NANOS;
    } else if (parts.flights().entries() > 0) {
      return proposer.isEmpty()
          ? Proposer.PATIENCE_NANOS
          : Math.max(1, proposer.patience(System.nanoTime()));
    } else if (!mayDecide()) {
      return MAX_REST_NANOS;
    }
    var millis = Math.min(deciding.untilNextDue(), MAX_REST_NANOS / NANOS_PER_MILLI);
    return Math.max(1, millis * NANOS_PER_MILLI);
  }
}
