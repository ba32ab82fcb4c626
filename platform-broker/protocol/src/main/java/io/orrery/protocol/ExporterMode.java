package io.orrery.protocol;

/// What an operator wants of an exporter.
public enum ExporterMode {
  /// It is given records.
  RUNNING,
  /// It is given none for a while; the log is kept for it.
  PAUSED,
  /// It is given none, and the log is not kept for it.
  DISABLED
}
