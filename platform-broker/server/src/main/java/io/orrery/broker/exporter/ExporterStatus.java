package io.orrery.broker.exporter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How an exporter is on one partition at a moment.
///
/// @param state what it is doing
/// @param position up to where it has acknowledged everything that it wants
/// @param givenPosition the newest record that it took
/// @param lagRecords how many positions it is behind the partition
/// @param lagBytes about how much log is kept, or would be kept, for it
/// @param lagSeconds how old the oldest record is that it has not acknowledged
/// @param budgetBytes how large its lag may become before it is detached
/// @param detached whether the log is not kept for it, since it was too far behind
/// @param gap what it never got, null if there is nothing
/// @param problem what is wrong, empty if nothing is
/// @param exported how many records it took since the partition is led here
/// @param failures how often it failed since then
/// @param refused how much of what it took since then it left out for good
/// @param lastRefusal why, the last time; empty if nothing was left out
/// @param discarded how many records of the quarantine an operator gave up for good since then
/// @param startOvers how often since then it asked for everything again
/// @param quarantined the records that it could not take, the oldest ones
/// @param quarantinedCount how many of them there are
public record ExporterStatus(
    String id,
    int partition,
    String state,
    long position,
    long givenPosition,
    long lagRecords,
    long lagBytes,
    double lagSeconds,
    long budgetBytes,
    boolean detached,
    @Nullable Gap gap,
    String problem,
    long exported,
    long failures,
    long refused,
    String lastRefusal,
    long discarded,
    long startOvers,
    List<Quarantined> quarantined,
    int quarantinedCount) {

  /// Positions that an exporter never got.
  ///
  /// @param from the first one
  /// @param to the last one
  /// @param missed how many they are; there may be others in between that it got
  public record Gap(long from, long to, long missed) {}

  /// A record that an exporter could not take.
  public record Quarantined(long position, Instant since, String reason) {}

  /// Whether there is nothing to worry about. What an operator wants is no worry.
  public boolean isHealthy() {
    return problem.isEmpty() && !detached && quarantinedCount == 0;
  }
}
