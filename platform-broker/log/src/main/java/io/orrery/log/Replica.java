package io.orrery.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a log drives: the partition, which turns committed entries into state.
///
/// The log never makes two calls at a time, and each call sees what the ones before it wrote. They
/// come from different threads of the log, though, and hold it up: a replica hands the work to its
/// own thread. It may call the log from within a call, except for `close`.
public interface Replica {

  /// The index that [#restore] answers when there is nothing.
  long NOTHING = -1;

  /// Loads a checkpoint and forgets everything else; null means that there is none. Called on
  /// start, and on a follower again when the leader sends a newer checkpoint. The files are the
  /// log's: copy or link them, do not change them.
  ///
  /// @return the index of the last entry that the loaded state contains, or [#NOTHING]. No entry up
  ///   to it will be delivered.
  long restore(@Nullable Path snapshot);

  /// One committed entry, each once and in the order of indices (with gaps, since the log also
  /// writes entries of its own): those replayed on start, those of other leaders, and the replica's
  /// own.
  ///
  /// @param entry from position to limit; an array-backed buffer that must not be written to
  void committed(long index, long term, ByteBuffer entry);

  /// This replica leads from now on, and everything of earlier terms has been delivered.
  void lead(long term);

  /// This replica does not lead any more. Proposals that have not been delivered may still be, or
  /// not.
  void follow(String reason);

  /// The log is damaged or stopped for good; nothing will be delivered any more. The partition has
  /// to stop and show this reason.
  void failed(String reason, Throwable cause);
}
