package io.orrery.protocol;

import java.util.List;

/// What is wanted of the definitions.
public sealed interface DeploymentCommand extends Command {

  /// Check resources and make them the newest versions; to partition 1.
  record Create(List<Resource> resources) implements DeploymentCommand {}

  /// A file of a deployment.
  record Resource(String name, Blob content) {}

  /// From partition 1 to the others: these are definitions now.
  record Distribute(long deploymentKey, List<DeployedProcess> processes)
      implements DeploymentCommand {
    @Override
    public long target() {
      return deploymentKey;
    }
  }

  /// To partition 1: the other partition has the deployment.
  record Acknowledge(long deploymentKey, int partition) implements DeploymentCommand {
    @Override
    public long target() {
      return deploymentKey;
    }
  }
}
