package io.orrery.readmodel.adapter;

/// Notices that a read model was filled from another log than the one that is there: records of
/// both have the same positions, and those of the new one would be passed over.
public final class OtherLog {

  private OtherLog() {}

  /// @param written up to where the read model has a partition
  /// @param newest up to where the log can have been read
  /// @throws IllegalStateException if the read model has more
  public static void refuse(long written, long newest) {
    if (written > newest) {
      throw new IllegalStateException(
          "the read model is ahead of the log: it has position %d, and the log ends at %d. It was"
                  .formatted(written, newest)
              + " filled from another log; empty it, and give its exporter another id");
    }
  }
}
