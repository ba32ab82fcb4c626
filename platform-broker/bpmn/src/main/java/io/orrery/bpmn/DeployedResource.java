package io.orrery.bpmn;

import io.orrery.bpmn.model.ExecutableProcess;

/// An executable process that may be deployed.
///
/// @param process the process
/// @param resourceName the file that it came in
/// @param content the whole file
/// @param checksum SHA-256 of the file
// The bytes are handed through; nobody compares these records.
@SuppressWarnings("ArrayRecordComponent")
public record DeployedResource(
    ExecutableProcess process, String resourceName, byte[] content, byte[] checksum) {}
