package io.orrery.broker.exporter;

import io.orrery.protocol.ExporterMode;

/// How far a feed is, as its thread said last.
///
/// @param mode what an operator wants of it
/// @param settled up to where the exporter has acknowledged everything that it wants
/// @param index an entry at or before the one that holds that position, -1 if none was read
/// @param relevant the newest position read that is more than a note about exporters
/// @param given the position of the newest record that the exporter took
/// @param oldest when the oldest record that is read and not acknowledged was decided, 0 if none is
/// @param error what failed last, empty if nothing fails now
record Progress(
    State state,
    ExporterMode mode,
    long settled,
    long index,
    long relevant,
    long given,
    long oldest,
    String error) {

  static final Progress NONE =
      new Progress(State.WAITING, ExporterMode.RUNNING, -1, -1, -1, -1, 0, "");

  /// As far as before, but not given anything.
  Progress in(State newState, ExporterMode newMode, String newError) {
    return new Progress(newState, newMode, settled, index, relevant, given, oldest, newError);
  }

  /// What a feed is doing.
  enum State {
    /// It has not begun.
    WAITING,
    /// It tries to open the exporter.
    OPENING,
    /// It gives records to the exporter.
    EXPORTING,
    /// It gives the same record again and again.
    RETRYING,
    /// An operator paused it.
    PAUSED,
    /// An operator disabled it.
    DISABLED,
    /// It has ended.
    CLOSED
  }
}
