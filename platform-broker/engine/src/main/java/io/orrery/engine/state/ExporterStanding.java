package io.orrery.engine.state;

import io.orrery.protocol.ExporterMode;

/// How far an exporter has come, and what became of it.
///
/// @param position up to where it has everything, -1 if nowhere
/// @param index an entry of the log at or before the one that holds the position, -1 if none
/// @param mode what an operator wants of it
/// @param detached whether the log is not kept for it
/// @param gapFrom the first position that it never got, -1 if there is none
/// @param gapTo the last position that it never got, -1 if there is none
/// @param missed how many positions it never got
public record ExporterStanding(
    long position,
    long index,
    ExporterMode mode,
    boolean detached,
    long gapFrom,
    long gapTo,
    long missed) {

  static final long NONE = -1;

  /// Before anything was noted.
  public static final ExporterStanding NEW =
      new ExporterStanding(NONE, NONE, ExporterMode.RUNNING, false, NONE, NONE, 0);

  /// Whether the log must be kept for it.
  public boolean holdsLog() {
    return !detached && mode != ExporterMode.DISABLED;
  }

  ExporterStanding acknowledged(long newPosition, long newIndex) {
    return new ExporterStanding(newPosition, newIndex, mode, detached, gapFrom, gapTo, missed);
  }

  ExporterStanding in(ExporterMode newMode) {
    return new ExporterStanding(position, index, newMode, detached, gapFrom, gapTo, missed);
  }

  ExporterStanding detached(boolean isDetached) {
    return new ExporterStanding(position, index, mode, isDetached, gapFrom, gapTo, missed);
  }

  /// Whether a gap is larger than the one that is known, and holds all of it.
  public boolean isWithin(long from, long to) {
    return from < gapFrom && to >= gapTo;
  }

  ExporterStanding missing(long from, long to) {
    boolean isFirst = gapFrom == NONE || isWithin(from, to);
    var first = isFirst ? from : gapFrom;
    var before = isFirst ? 0 : missed;
    return new ExporterStanding(position, index, mode, detached, first, to, before + to - from + 1);
  }
}
