package io.orrery.broker.partition;

/// What the writer of layers tells its partition; called by the writer's thread.
interface KeeperEvents {

  /// The writer is done with a layer, for better or worse.
  void written();

  void layerWritten();

  void snapshotTaken(long nanos);

  /// Writing failed; it is tried again.
  ///
  /// @param what was to be done
  void writingFailed(String what, RuntimeException cause);
}
