package io.orrery.exporter.api;

/// Whether a record says what somebody wanted, what happened, or what was refused.
public enum RecordType {
  COMMAND,
  EVENT,
  COMMAND_REJECTION
}
