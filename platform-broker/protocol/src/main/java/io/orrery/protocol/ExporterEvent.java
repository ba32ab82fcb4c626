package io.orrery.protocol;

/// What can happen to an exporter. Part of the replicated state, so that every replica may purge
/// the same beginning of the log.
public sealed interface ExporterEvent extends Event {

  /// The id of the exporter in the configuration.
  String exporter();

  /// It has everything up to a position.
  ///
  /// @param index an entry of the log that was given to it, at or before the one that holds the
  ///   position
  record Acknowledged(String exporter, long position, long index) implements ExporterEvent {}

  /// It never got these positions.
  record GapNoted(String exporter, long from, long to) implements ExporterEvent {}

  /// The log is not kept for it any more.
  record Detached(String exporter) implements ExporterEvent {}

  /// The log is kept for it again.
  record Attached(String exporter) implements ExporterEvent {}

  /// An operator decided whether it is given records.
  record ModeSet(String exporter, ExporterMode mode) implements ExporterEvent {}

  /// A record that it cannot take was put aside.
  record Quarantined(String exporter, QuarantinedRecord record) implements ExporterEvent {}

  /// A record that was put aside is settled.
  record Released(String exporter, long position) implements ExporterEvent {}
}
