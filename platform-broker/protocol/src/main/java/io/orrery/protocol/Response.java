package io.orrery.protocol;

import java.util.List;

/// What a partition answers to a command that it accepted.
public sealed interface Response {

  /// The command was carried out and there is nothing more to say.
  record Done() implements Response {}

  record Deployed(long deploymentKey, List<DeployedProcess> processes) implements Response {}

  record InstanceCreated(long definitionKey, String processId, int version, long instanceKey)
      implements Response {}

  record InstanceResult(
      long definitionKey, String processId, int version, long instanceKey, Document variables)
      implements Response {}

  /// @param truncated whether a job was left out because the answer would have become too large
  record JobsActivated(List<ActivatedJob> jobs, boolean truncated) implements Response {}

  record MessagePublished(long messageKey) implements Response {}

  record VariablesSet(long key) implements Response {}
}
