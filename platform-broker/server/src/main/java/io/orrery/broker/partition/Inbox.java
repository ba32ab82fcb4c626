package io.orrery.broker.partition;

import io.orrery.broker.admission.Admission;
import io.orrery.broker.admission.CommandClass;
import io.orrery.broker.admission.CommandSize;
import io.orrery.protocol.Command;
import io.orrery.transport.Answer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The commands that wait for a partition: any thread puts in, the thread of the partition takes
/// out.
///
/// Bounded by [Admission], in commands and bytes from admission to commit. What partitions send
/// each other is bounded by their channels.
final class Inbox {

  private final Admission admission;
  private final Doorbell doorbell;
  private final StrandedJobs stranded;
  private final ConcurrentLinkedQueue<Request> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong admittedBytes = new AtomicLong();
  private final AtomicLong drained = new AtomicLong();
  private final AtomicLong released = new AtomicLong();
  private final AtomicLong releasedBytes = new AtomicLong();
  private volatile @Nullable Answer closed;

  Inbox(Admission admission, Doorbell doorbell, StrandedJobs stranded) {
    this.admission = admission;
    this.doorbell = doorbell;
    this.stranded = stranded;
  }

  /// Takes in a command for which nobody waits long.
  void offer(Command command, @Nullable Consumer<Answer> caller) {
    offer(command, 0, caller);
  }

  /// Takes a command in, or answers at once why not.
  ///
  /// @param patienceMillis how long the caller waits for what comes with a later decision
  void offer(Command command, long patienceMillis, @Nullable Consumer<Answer> caller) {
    var bytes = CommandSize.of(command);
    var refusal = admission.refusal(CommandClass.of(command), inFlight(), bytesInFlight() + bytes);
    var request = new Request(command, caller, bytes, System.nanoTime(), patienceMillis);
    if (refusal != null) {
      stranded.refused(command);
      request.answer(refusal);
      return;
    }
    admittedBytes.addAndGet(bytes);
    var number = admitted.incrementAndGet();
    queue.add(request);
    var end = closed;
    if (end != null) {
      refuseAll(end);
    } else {
      doorbell.ring(number - drained.get());
    }
  }

  /// The oldest command, or null.
  @Nullable Request poll() {
    var request = queue.poll();
    if (request != null) {
      drained.setRelease(drained.getPlain() + 1);
    }
    return request;
  }

  /// Notes that commands are committed, or were answered otherwise.
  void release(int commands, long bytes) {
    released.addAndGet(commands);
    releasedBytes.addAndGet(bytes);
  }

  /// Answers a command that was let in and is not carried out, as far as one knows.
  void drop(Request request, Answer answer) {
    release(1, request.bytes());
    stranded.refused(request.command());
    request.answer(answer);
  }

  /// Gives all waiting commands the same answer.
  ///
  /// @return how many there were
  int refuseAll(Answer answer) {
    var count = 0;
    for (var each = poll(); each != null; each = poll()) {
      drop(each, answer);
      count++;
    }
    return count;
  }

  /// Gives this answer to all waiting commands and to those that come from now on.
  void close(Answer answer) {
    closed = answer;
    refuseAll(answer);
  }

  long waiting() {
    return admitted.get() - drained.get();
  }

  long inFlight() {
    return admitted.get() - released.get();
  }

  long bytesInFlight() {
    return admittedBytes.get() - releasedBytes.get();
  }
}
