package io.orrery.broker.partition;

import io.orrery.broker.admission.AdaptiveLimit;
import io.orrery.broker.records.PublicEvents;
import io.orrery.engine.turn.Effect;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what follows from committed decisions: answers, pushes, deliveries to other partitions.
///
/// Runs on the thread of the log, or on that of the partition while nothing is on its way;
/// [Flights] sees to it that never both.
final class EffectRunner {

  private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);

  private static final long MAX_PATIENCE_MILLIS = TimeUnit.DAYS.toMillis(365);
  private static final int MAX_GIVEN_UP = 8_192;
  private static final Answer NOT_IN_TIME =
      new Answer.Unavailable("there was no result as long as the caller waits", true);

  private final Inbox inbox;
  private final Streams streams;
  private final Surroundings surroundings;
  private final AdaptiveLimit limit;
  private final PartitionMeters meters;

  /// Who waits for what comes with a later decision, such as the result of an instance. Whoever
  /// takes a caller out answers it.
  private final ConcurrentHashMap<Long, Waiting> waiting = new ConcurrentHashMap<>();

  /// A caller without its command, which may be large.
  ///
  /// @param deadline when it does not wait any more, in nanoseconds
  private record Waiting(Consumer<Answer> caller, long deadline) {

    static Waiting of(Request request, Consumer<Answer> caller) {
      var patience = Math.min(request.patienceMillis(), MAX_PATIENCE_MILLIS);
      return new Waiting(caller, request.admittedNanos() + TimeUnit.MILLISECONDS.toNanos(patience));
    }

    void answer(Answer answer) {
      Request.answer(caller, answer);
    }
  }

  EffectRunner(
      Inbox inbox,
      Streams streams,
      Surroundings surroundings,
      AdaptiveLimit limit,
      PartitionMeters meters) {
    this.inbox = inbox;
    this.streams = streams;
    this.surroundings = surroundings;
    this.limit = limit;
    this.meters = meters;
  }

  /// Does all effects of a flight, in order. The room in the inbox comes first: whoever gets an
  /// answer may send the next command at once.
  void run(Flight flight) {
    count(flight);
    flight.decisions().forEach(this::run);
  }

  private void count(Flight flight) {
    var commands = 0;
    var bytes = 0L;
    var records = 0;
    var now = System.nanoTime();
    var oldest = now;
    for (var decision : flight.decisions()) {
      records += decision.batch().records().size();
      var request = decision.request();
      if (request != null) {
        commands++;
        bytes += request.bytes();
        oldest = Math.min(oldest, request.admittedNanos());
      }
    }
    if (commands > 0) {
      limit.sample(now, now - oldest, (int) inbox.inFlight());
      inbox.release(commands, bytes);
      meters.latency(now - oldest);
    }
    if (flight.hasEntry()) {
      meters.committed(commands, records, flight.bytes(), now - flight.proposedNanos());
    }
  }

  private void run(Decision decision) {
    var request = decision.request();
    var isAnswered = request == null || request.caller() == null;
    for (var effect : decision.batch().effects()) {
      try {
        switch (effect) {
          case Effect.Reply(var number, var response) ->
              isAnswered |= answer(decision, number, accepted(decision, response));
          case Effect.Refuse(var number, var rejection) ->
              isAnswered |= answer(decision, number, new Answer.Refused(rejection));
          case Effect.Push(var stream, var job) -> push(stream, job);
          case Effect.JobsAvailable(var type) -> surroundings.jobsAvailable(type);
          case Effect.Deliver(var partition, var command) ->
              surroundings.deliver(partition, command);
        }
      } catch (RuntimeException e) {
        LOG.error("Cannot do {}", effect, e);
      }
    }
    if (request != null && request.caller() != null && !isAnswered) {
      waiting.put(decision.number(), Waiting.of(request, request.caller()));
    }
  }

  private static Answer accepted(Decision decision, Response response) {
    return new Answer.Accepted(response, PublicEvents.lastOf(decision.batch().records()));
  }

  private boolean answer(Decision decision, long number, Answer answer) {
    var own = decision.request();
    if (own != null && decision.number() == number) {
      own.answer(answer);
      return true;
    }
    answerWaiting(number, answer);
    return false;
  }

  private void push(long stream, ActivatedJob job) {
    if (streams.push(stream, job)) {
      meters.pushed();
    } else {
      inbox.offer(new JobCommand.Yield(job.key(), job.lease()), null);
    }
  }

  /// Gives the same answer to all requests that still wait for theirs.
  void answerWaiting(Answer answer) {
    for (var number : waiting.keySet()) {
      answerWaiting(number, answer);
    }
  }

  private boolean answerWaiting(long number, Answer answer) {
    var taken = waiting.remove(number);
    if (taken != null) {
      taken.answer(answer);
    }
    return taken != null;
  }

  /// Answers callers who do not wait any more, some at a time. By the thread of the partition.
  ///
  /// @param gaveUp is told the number of each
  void giveUp(long nowNanos, LongConsumer gaveUp) {
    var left = MAX_GIVEN_UP;
    for (var each : waiting.entrySet()) {
      long number = each.getKey();
      if (nowNanos - each.getValue().deadline() >= 0 && answerWaiting(number, NOT_IN_TIME)) {
        gaveUp.accept(number);
        if (--left == 0) {
          return;
        }
      }
    }
  }

  /// How many requests wait for an answer of a later decision.
  int waitingCount() {
    return waiting.size();
  }
}
