package io.orrery.exporter.api;

import java.util.List;

/// A deployment: a command has the resources, an event has what became of them.
///
/// @param deploymentKey -1 while it has none
public record DeploymentValue(
    List<DeploymentResource> resources,
    List<ProcessMetadata> processesMetadata,
    List<RecordValue> decisionsMetadata,
    List<RecordValue> decisionRequirementsMetadata,
    List<RecordValue> formMetadata,
    long deploymentKey,
    String tenantId)
    implements RecordValue {

  /// @param resource the file, base 64 encoded
  public record DeploymentResource(String resourceName, String resource) implements RecordValue {}

  /// A version of a process, without its file.
  ///
  /// @param checksum of the file, base 64 encoded
  /// @param isDuplicate whether the version was there before the deployment
  public record ProcessMetadata(
      String bpmnProcessId,
      int version,
      String versionTag,
      long processDefinitionKey,
      String resourceName,
      String checksum,
      boolean isDuplicate,
      long deploymentKey,
      String tenantId)
      implements RecordValue {}
}
