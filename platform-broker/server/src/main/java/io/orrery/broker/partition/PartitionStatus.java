package io.orrery.broker.partition;

import io.orrery.log.LogStatus;
import io.orrery.transport.Topology.Health;

/// How a partition is at a moment.
///
/// @param reason why it does not lead or is not healthy, empty if there is nothing to say
/// @param position the newest position decided or applied
/// @param writtenPosition up to where the state is on disk
/// @param snapshotIndex the index of the newest snapshot, -1 if there is none
/// @param inFlight commands between admission and commit
/// @param waiting requests whose answer comes with a later command
/// @param limit from how many commands on creates are refused
/// @param streams open job streams
public record PartitionStatus(
    int partition,
    Stage stage,
    Health health,
    String reason,
    boolean paused,
    long position,
    long writtenPosition,
    long snapshotIndex,
    LogStatus log,
    long inFlight,
    int waiting,
    int limit,
    int streams) {

  public boolean isLeading() {
    return stage == Stage.LEADING;
  }
}
