package io.orrery.exporter.api;

import java.time.Duration;

/// What an exporter may ask of the broker. To be used on the thread that calls the exporter.
public interface ExporterController {

  /// Says that everything up to this position need not be given again. The broker may forget it
  /// then. A position behind one that was acknowledged before changes nothing.
  void acknowledge(long position);

  /// The position that was acknowledged last, -1 if none.
  long acknowledgedPosition();

  /// Up to where records may have been given when the exporter was opened, now or before. Whoever
  /// finds that more has been written has it from another log: the one that was there before this
  /// one was restored, or took its place.
  ///
  /// @return `Long.MAX_VALUE` if nobody knows
  default long newestPosition() {
    return Long.MAX_VALUE;
  }

  /// Asks for all records that the log still has, from the oldest one on, because what they led to
  /// is gone. The exporter is closed and opened again first, unless it asks while it is being
  /// opened. What was acknowledged stays so, and the log may be forgotten up to there; what is
  /// forgotten already is noted as a gap.
  ///
  /// @return whether that will be done; not if there is no log to go back in
  default boolean startOver() {
    return false;
  }

  /// Asks to be closed and opened again, and to be given again what was not acknowledged, because
  /// what was taken since then does not fit to what is there. To ask while it is being opened does
  /// nothing.
  ///
  /// @return whether that will be done
  default boolean reopen() {
    return false;
  }

  /// Says that something it was given is left out for good, since the place where it goes to will
  /// never take it. Nothing is done about it: it is counted, and shown with the reason.
  ///
  /// @param count how many parts of what it was given, such as documents
  /// @param reason why, in words, of one of them
  default void refused(long count, String reason) {}

  /// Runs a task once, on the exporter's thread, after a while.
  Task schedule(Duration delay, Runnable task);

  /// A task that waits for its time.
  interface Task {

    /// Forgets the task if it has not begun.
    void cancel();
  }
}
