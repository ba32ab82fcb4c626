package io.orrery.transport;

import io.orrery.protocol.Command;
import java.util.function.Consumer;

/// The brokers as a gateway sees them: partitions that answer commands and push jobs.
///
/// In the all-in-one this is the broker itself, elsewhere a connection to it. Every method may be
/// called from any thread and returns at once; callbacks come on threads of the broker or of the
/// connection, may come before the method has returned, and must not block.
public interface Brokers {

  /// How long callers wait that do not say.
  long USUAL_PATIENCE_MILLIS = 60_000;

  /// Who is there and which partitions they lead. Kept ready: asking costs nothing.
  Topology topology();

  /// Asks a partition to carry out a command. The answer comes exactly once, also when the
  /// partition cannot be reached or is too busy.
  ///
  /// @param partition the partition; where there is none, the answer is [Answer.Unavailable]
  /// @param patienceMillis how long the caller waits. Nobody keeps a place for it much longer: what
  ///   has not come by then, such as the result of an instance, becomes [Answer.Unavailable]
  void send(int partition, Command command, long patienceMillis, Consumer<Answer> answer);

  /// Asks a partition for a caller that waits as long as usual.
  default void send(int partition, Command command, Consumer<Answer> answer) {
    send(partition, command, USUAL_PATIENCE_MILLIS, answer);
  }

  /// Opens a stream of jobs from one partition. A stream that cannot be opened ends at once.
  JobStream openStream(int partition, JobStreamRequest request, JobStream.Receiver receiver);

  /// Tells when a partition that had no free jobs of a type gets some; for long polling. May tell
  /// too often, never too seldom.
  ///
  /// @return closes the watch
  Runnable watchJobs(String type, Runnable available);
}
