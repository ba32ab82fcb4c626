package io.orrery.broker.partition;

import io.orrery.broker.disk.DiskSpace;
import io.orrery.transport.Topology.Health;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What hinders a partition that leads, and so what its health is. Told and asked by any thread.
final class Condition implements KeeperEvents {

  private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

  private final int partition;
  private final PartitionMeters meters;
  private final Supplier<DiskSpace> disk;
  private final Doorbell doorbell;
  private volatile boolean isPaused;
  private volatile String writingProblem = "";
  private volatile String logProblem = "";

  Condition(int partition, PartitionMeters meters, Supplier<DiskSpace> disk, Doorbell doorbell) {
    this.partition = partition;
    this.meters = meters;
    this.disk = disk;
    this.doorbell = doorbell;
  }

  void pause(boolean paused) {
    isPaused = paused;
    doorbell.ring();
  }

  boolean isPaused() {
    return isPaused;
  }

  /// Whether nothing may be decided just now.
  boolean isHeld() {
    return isPaused || disk.get().level() == DiskSpace.Level.CRITICAL;
  }

  /// @param problem what is wrong with the log, empty if nothing is
  void logProblem(String problem) {
    logProblem = problem;
  }

  @Override
  public void written() {
    doorbell.ring();
  }

  @Override
  public void layerWritten() {
    writingProblem = "";
    meters.layerWritten();
  }

  @Override
  public void snapshotTaken(long nanos) {
    meters.snapshotTaken(nanos);
  }

  @Override
  public void writingFailed(String what, RuntimeException cause) {
    LOG.error("Partition {} cannot {}", partition, what, cause);
    writingProblem = "it cannot %s: %s".formatted(what, cause.getMessage());
  }

  void engineFailed(RuntimeException failure) {
    LOG.error("Partition {}: the engine failed", partition, failure);
    meters.commandFailed();
  }

  /// What hinders it, empty if nothing does.
  String problem() {
    if (!logProblem.isEmpty()) {
      return logProblem;
    } else if (isPaused) {
      return "it is paused";
    } else if (disk.get().level() == DiskSpace.Level.CRITICAL) {
      return disk.get().describe();
    }
    return writingProblem;
  }

  Health health(Stage stage) {
    return switch (stage) {
      case DEAD -> Health.DEAD;
      case LOADING, DOUBTING -> Health.UNHEALTHY;
      case FOLLOWING, LEADING -> problem().isEmpty() ? Health.HEALTHY : Health.UNHEALTHY;
    };
  }
}
