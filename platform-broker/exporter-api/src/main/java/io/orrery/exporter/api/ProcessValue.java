package io.orrery.exporter.api;

/// A version of a process.
///
/// @param resource the BPMN file, base 64 encoded
/// @param checksum of the file, base 64 encoded
public record ProcessValue(
    String bpmnProcessId,
    int version,
    String versionTag,
    long processDefinitionKey,
    String resourceName,
    String checksum,
    String resource,
    boolean isDuplicate,
    long deploymentKey,
    String tenantId)
    implements RecordValue {}
