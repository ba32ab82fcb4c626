package io.orrery.broker.partition;

import io.orrery.broker.admission.AdaptiveLimit;
import io.orrery.broker.records.PublicEvents;
import io.orrery.engine.turn.Effect;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what follows from committed decisions: answers, pushes, deliveries to other partitions.
///
/// Runs on the thread of the log, or on that of the partition while nothing is on its way;
/// [Flights] sees to it that never both.
final class EffectRunner {

  private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);

  private final Inbox inbox;
  private final Streams streams;
  private final Surroundings surroundings;
  private final AdaptiveLimit limit;
  private final PartitionMeters meters;

  /// The requests whose answer comes with a later decision, such as a create that waits for its
  /// result.
  private final Map<Long, Request> waiting = new HashMap<>();

  private volatile int waitingCount;

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
    waitingCount = waiting.size();
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
    if (request != null && !isAnswered) {
      waiting.put(decision.number(), request);
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
    var other = waiting.remove(number);
    if (other != null) {
      other.answer(answer);
    }
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
    waiting.values().forEach(each -> each.answer(answer));
    waiting.clear();
    waitingCount = 0;
  }

  /// How many requests wait for an answer of a later decision.
  int waitingCount() {
    return waitingCount;
  }
}
