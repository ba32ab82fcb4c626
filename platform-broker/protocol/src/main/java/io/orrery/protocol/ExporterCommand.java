package io.orrery.protocol;

/// What a partition is to note about one of its exporters, so that the next leader knows it too.
public sealed interface ExporterCommand extends Command {

  /// The id of the exporter in the configuration.
  String exporter();

  /// It has everything up to a position.
  ///
  /// @param index an entry of the log that was given to it, at or before the one that holds the
  ///   position
  record Acknowledge(String exporter, long position, long index) implements ExporterCommand {}

  /// It never got these positions: they were purged before.
  record NoteGap(String exporter, long from, long to) implements ExporterCommand {}

  /// Keep the log for it no more: it is too far behind.
  record Detach(String exporter) implements ExporterCommand {}

  /// Keep the log for it again.
  record Attach(String exporter) implements ExporterCommand {}

  /// Give it records, or do not.
  record SetMode(String exporter, ExporterMode mode) implements ExporterCommand {}

  /// Put a record aside that it cannot take.
  record Quarantine(String exporter, QuarantinedRecord record) implements ExporterCommand {}

  /// A record that was put aside is settled.
  record Release(String exporter, long position) implements ExporterCommand {}
}
