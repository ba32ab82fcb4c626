package io.orrery.broker.configuration;

import io.orrery.broker.BrokerSettings;
import io.orrery.broker.MemoryPlan;
import io.orrery.broker.admission.BackPressure;
import io.orrery.broker.disk.DiskWatermarks;
import io.orrery.broker.partition.SnapshotPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The settings of the broker.
///
/// @param nodeId the number of this broker in its cluster, from 0
/// @param partitions how many partitions a new data directory gets; an old one keeps what it has
/// @param memory the budget of all partitions together: state, RocksDB, open log segments, inboxes
/// @param idempotencyWindow how long the answer to a request with an idempotency key is remembered
/// @param expressionTimeout how long an expression may take before it is an incident
@ConfigurationProperties("orrery.broker")
public record BrokerProperties(
    @DefaultValue("0") int nodeId,
    @DefaultValue("1") int partitions,
    @DefaultValue("256MB") DataSize memory,
    @DefaultValue("24h") Duration idempotencyWindow,
    @DefaultValue("5s") Duration expressionTimeout,
    @DefaultValue Network network,
    @DefaultValue Log log,
    @DefaultValue Snapshot snapshot,
    @DefaultValue Disk disk,
    @DefaultValue Backpressure backpressure) {

  private static final int MAX_PARTITIONS = 8_192;

  public BrokerProperties {
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw new IllegalArgumentException(
          "orrery.broker.partitions must be 1 to %d, not %d".formatted(MAX_PARTITIONS, partitions));
    }
  }

  /// Where gateways of other processes are served.
  ///
  /// @param enabled whether they are served; by default only when `orrery.mode` is `broker`
  /// @param host the address to listen on, and the one that gateways are told
  /// @param port the port to listen on
  public record Network(
      @Nullable Boolean enabled,
      @DefaultValue("127.0.0.1") String host,
      @DefaultValue("26501") int port) {}

  /// How the logs are kept.
  ///
  /// @param segmentSize how large a file of the log becomes; the open one is kept on the heap. By
  ///   default a share of the memory.
  public record Log(@Nullable DataSize segmentSize) {}

  /// When state is written down and snapshots are taken.
  ///
  /// @param flushInterval how long a change stays in memory only, at most; the log has it anyway
  /// @param interval how often a snapshot is taken while something changes
  /// @param logSize how much log may be written before the next snapshot
  public record Snapshot(
      @DefaultValue("1m") Duration flushInterval,
      @DefaultValue("5m") Duration interval,
      @DefaultValue("64MB") DataSize logSize) {}

  /// When the disk is too full.
  ///
  /// @param lowWater free space below which nothing new is begun, at most a tenth of the volume
  /// @param criticalWater free space below which nothing is written, at most a twentieth of it
  public record Disk(
      @DefaultValue("1GB") DataSize lowWater, @DefaultValue("256MB") DataSize criticalWater) {}

  /// How much a partition takes on.
  ///
  /// @param targetLatency the time from admission to commit that is aimed at
  /// @param minLimit how many commands may always be under way
  /// @param maxLimit how many may be under way at most before creates are refused
  public record Backpressure(
      @DefaultValue("500ms") Duration targetLatency,
      @DefaultValue("512") int minLimit,
      @DefaultValue("16384") int maxLimit) {}

  /// @param count how many partitions there really are
  BrokerSettings settings(int count, String version) {
    var plan = MemoryPlan.of(memory.toBytes(), count);
    return new BrokerSettings(
        new BrokerSettings.Identity(nodeId, network.host(), network.port(), version),
        plan,
        new SnapshotPolicy(
            snapshot.flushInterval(), snapshot.interval(), snapshot.logSize().toBytes()),
        new BackPressure(
            backpressure.targetLatency(),
            backpressure.minLimit(),
            backpressure.maxLimit(),
            plan.inboxBytes()),
        new DiskWatermarks(disk.lowWater().toBytes(), disk.criticalWater().toBytes()),
        idempotencyWindow,
        expressionTimeout);
  }
}
