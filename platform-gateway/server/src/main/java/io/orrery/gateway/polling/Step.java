package io.orrery.gateway.polling;

import io.grpc.Status;
import io.orrery.gateway.call.Calls;
import io.orrery.gateway.call.Pending;
import io.orrery.protocol.Command;
import io.orrery.transport.Answer;
import io.orrery.transport.ReturnedJobs;
import java.util.function.Consumer;

/// One question to one partition. Jobs that come when nobody waits for them any more go back.
final class Step implements Pending, Consumer<Answer> {

  private final Calls calls;
  private final PollCall poll;
  private final int partition;
  private final long deadline;
  private int slot;

  Step(Calls calls, PollCall poll, int partition) {
    this.calls = calls;
    this.poll = poll;
    this.partition = partition;
    this.deadline = calls.clock().nanos() + calls.timeoutNanos();
  }

  void begin(Command command) {
    if (calls.requests().enter(this)) {
      calls.brokers().send(partition, command, calls.timeoutMillis(), this);
    } else {
      poll.answered(
          partition,
          new Answer.Overloaded(
              "gateway",
              "more than %d requests wait for answers".formatted(calls.requests().limit())));
    }
  }

  @Override
  public void accept(Answer answer) {
    if (calls.requests().leave(this)) {
      poll.answered(partition, answer);
    } else {
      ReturnedJobs.of(calls.brokers(), partition, answer);
    }
  }

  @Override
  public void timedOut() {
    poll.answered(
        partition,
        new Answer.Unavailable(Status.Code.DEADLINE_EXCEEDED + ": no answer in time", true));
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public void slot(int place) {
    slot = place;
  }

  @Override
  public long deadline() {
    return deadline;
  }
}
