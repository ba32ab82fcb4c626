package io.orrery.broker;

import io.orrery.broker.admission.BackPressure;
import io.orrery.broker.disk.DiskWatermarks;
import io.orrery.broker.partition.SnapshotPolicy;
import java.time.Duration;

/// What a broker is told.
///
/// @param identity who it is
/// @param memory the split budget
/// @param backPressure what each partition takes on; its bytes are those of the memory plan
/// @param idempotencyWindow how long answers to requests with an idempotency key are remembered
/// @param expressionTimeout how long an expression may take before it is an incident
public record BrokerSettings(
    Identity identity,
    MemoryPlan memory,
    SnapshotPolicy snapshots,
    BackPressure backPressure,
    DiskWatermarks watermarks,
    Duration idempotencyWindow,
    Duration expressionTimeout) {

  /// Who a broker is, as gateways see it.
  ///
  /// @param host where gateways reach it
  /// @param port where gateways reach it
  public record Identity(int nodeId, String host, int port, String version) {}
}
