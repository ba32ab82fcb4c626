package io.orrery.protocol;

/// One version of a process.
///
/// @param key the definition's key
/// @param processId the BPMN process id
/// @param version 1 for the first one, never used again
/// @param versionTag the label given in the model, empty if none
/// @param resourceName the name of the resource that it came in
/// @param checksum SHA-256 of the resource
/// @param deploymentKey the deployment that it came with
/// @param resource the whole resource
public record DeployedProcess(
    long key,
    String processId,
    int version,
    String versionTag,
    String resourceName,
    Blob checksum,
    long deploymentKey,
    Blob resource) {

  /// The same with another object that holds the resource.
  public DeployedProcess with(Blob same) {
    return new DeployedProcess(
        key, processId, version, versionTag, resourceName, checksum, deploymentKey, same);
  }
}
