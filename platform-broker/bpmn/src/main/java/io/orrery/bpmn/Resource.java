package io.orrery.bpmn;

/// A file to be deployed.
///
/// @param name its name, with the extension that says what it is
/// @param content its bytes; not to be changed
// The bytes are handed through; nobody compares these records.
@SuppressWarnings("ArrayRecordComponent")
public record Resource(String name, byte[] content) {}
