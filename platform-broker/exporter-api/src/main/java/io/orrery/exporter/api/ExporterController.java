package io.orrery.exporter.api;

import java.time.Duration;

/// What an exporter may ask of the broker. To be used on the thread that calls the exporter.
public interface ExporterController {

  /// Says that everything up to this position need not be given again. The broker may forget it
  /// then. A position behind one that was acknowledged before changes nothing.
  void acknowledge(long position);

  /// The position that was acknowledged last, -1 if none.
  long acknowledgedPosition();

  /// Runs a task once, on the exporter's thread, after a while.
  Task schedule(Duration delay, Runnable task);

  /// A task that waits for its time.
  interface Task {

    /// Forgets the task if it has not begun.
    void cancel();
  }
}
