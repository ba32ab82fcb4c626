package io.orrery.protocol;

import java.util.List;

/// What can happen to definitions. The record's key is the deployment's or the definition's.
public sealed interface DeploymentEvent extends Event {

  /// A deployment was accepted.
  ///
  /// @param definitions the keys of its definitions, new ones and ones that were there before
  /// @param pending the partitions that do not have it yet
  record Created(List<Long> definitions, List<Integer> pending) implements DeploymentEvent {}

  /// A new version of a process is there.
  record ProcessCreated(DeployedProcess process) implements DeploymentEvent {}

  /// A partition has the deployment.
  record Distributed(int partition) implements DeploymentEvent {}

  /// All partitions have the deployment.
  record FullyDistributed(long deploymentKey) implements DeploymentEvent {}
}
