package io.orrery.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/// One partition's replicated, append-only log of entries (opaque bytes).
///
/// Its life: `start` once, then `propose` while leading, `close` once. All methods may be called
/// from any thread; the order of proposals is the order of the calls of `propose`, so one thread
/// should make them.
public interface PartitionLog extends AutoCloseable {

  /// The largest entry: 4 MiB of content and room for the header that the caller puts around it.
  int MAX_ENTRY_BYTES = (4 << 20) + (64 << 10);

  /// How many proposals may be waiting for their commit. One more is a mistake of the caller.
  int MAX_IN_FLIGHT = 64;

  /// Restores the newest snapshot through the replica, then replays. Returns when the log is open
  /// and the snapshot restored; replay and leadership follow on a thread of the log. A log that
  /// cannot be opened tells [Replica#failed].
  void start(Replica replica);

  /// Offers an entry, which from now on belongs to the log and must not be changed. The outcome is
  /// [Replica#committed], in the order of proposals, or [Replica#follow].
  ///
  /// @return false when this replica does not lead; nothing was written then
  /// @throws IllegalArgumentException when the entry is empty or over [#MAX_ENTRY_BYTES]
  /// @throws IllegalStateException when [#MAX_IN_FLIGHT] proposals wait already
  boolean propose(ByteBuffer entry);

  /// Where the replica writes its next checkpoint, which will contain everything up to the index.
  /// The directory does not exist yet, its parent does, and lies on the volume of the log.
  Path newSnapshotDirectory(long index);

  /// Takes over a finished checkpoint: makes it durable, makes it the newest one, and purges the
  /// log. A checkpoint that came too late (a newer one was installed from the leader, or the log is
  /// just being reopened) is deleted.
  ///
  /// @return whether it is now the newest one
  boolean snapshotTaken(Snapshot snapshot);

  /// Reads committed entries, beginning at the index.
  LogReader read(long fromIndex);

  LogStatus status();

  /// Leaves the group in order; waits until no more calls to the replica are made.
  @Override
  void close();
}
