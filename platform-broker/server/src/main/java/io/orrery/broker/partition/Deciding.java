package io.orrery.broker.partition;

import io.orrery.engine.Engine;
import io.orrery.transport.Answer;
import org.jspecify.annotations.Nullable;

/// A leader's work with the engine: commands, what is due, what was put off, what workers say; each
/// in small slices, so that none starves the others.
final class Deciding {

  private static final int STRANDED_PER_ROUND = 32;
  private static final int COMMANDS_PER_ROUND = 32;
  private static final int DUE_PER_ROUND = 8;
  private static final int CONTINUATIONS_PER_ROUND = 8;
  private static final int STREAMS_PER_ROUND = 32;

  private final Parts parts;
  private final Proposer proposer;
  private @Nullable Request current;
  private long lastNumber;
  private long lastMillis;

  Deciding(Parts parts, Proposer proposer) {
    this.parts = parts;
    this.proposer = proposer;
  }

  /// Begins to lead.
  void promote() {
    parts.state().engine().promote(now());
    take(0, null);
  }

  /// Does a little of everything. Returns how many turns it took.
  int round() {
    var now = now();
    var engine = parts.state().engine();
    var stranded = stranded(engine, now);
    if (stranded == STRANDED_PER_ROUND) {
      return stranded;
    }
    return stranded
        + commands(engine, now)
        + due(engine, now)
        + continuations(engine, now)
        + streams(engine, now);
  }

  /// Time never goes back here, whatever the clock of the machine does.
  private long now() {
    lastMillis = Math.max(lastMillis, parts.clock().getAsLong());
    return lastMillis;
  }

  /// Gives back what went out under a leadership before and came to nobody. Until that is done
  /// nothing else is decided.
  private int stranded(Engine engine, long now) {
    var count = 0;
    while (count < STRANDED_PER_ROUND) {
      var yield = parts.stranded().next(engine.state().jobs());
      if (yield == null) {
        break;
      }
      engine.process(0, yield, now);
      take(0, null);
      count++;
    }
    return count;
  }

  private int commands(Engine engine, long now) {
    var count = 0;
    while (count < COMMANDS_PER_ROUND) {
      var request = parts.inbox().poll();
      if (request == null) {
        break;
      }
      current = request;
      var number = request.caller() == null ? 0 : ++lastNumber;
      engine.process(number, request.command(), now);
      take(number, request);
      current = null;
      count++;
    }
    return count;
  }

  private int due(Engine engine, long now) {
    var count = 0;
    while (count < DUE_PER_ROUND) {
      var due = engine.nextDueMillis();
      if (due > now || !engine.processDue(now)) {
        break;
      }
      parts.meters().due(now - due);
      take(0, null);
      count++;
    }
    return count;
  }

  private int continuations(Engine engine, long now) {
    var count = 0;
    while (count < CONTINUATIONS_PER_ROUND && engine.processContinuation(now)) {
      take(0, null);
      count++;
    }
    return count;
  }

  private int streams(Engine engine, long now) {
    var count = 0;
    while (count < STREAMS_PER_ROUND && parts.streams().tellOne(engine, now)) {
      take(0, null);
      count++;
    }
    return count;
  }

  /// Forgets callers who do not wait any more.
  void giveUp(long nowNanos) {
    parts.effects().giveUp(nowNanos, parts.state().engine()::forgetCaller);
  }

  private void take(long number, @Nullable Request request) {
    var batch = parts.state().engine().takeBatch();
    if (request != null || !batch.isEmpty()) {
      proposer.add(new Decision(batch, number, request));
    }
  }

  /// How long nothing is due, in milliseconds.
  long untilNextDue() {
    var engine = parts.state().engine();
    if (engine.hasContinuation()) {
      return 0;
    }
    return Math.max(0, engine.nextDueMillis() - parts.clock().getAsLong());
  }

  /// Answers the command that was being decided when something failed.
  void abandonCurrent(Answer answer) {
    var request = current;
    current = null;
    if (request != null) {
      parts.inbox().release(1, request.bytes());
      request.answer(answer);
    }
  }
}
