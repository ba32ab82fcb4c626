package io.orrery.broker.partition;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the log tells the thread of a partition.
sealed interface LogEvent {

  /// Load this snapshot, or begin with nothing.
  ///
  /// @param loaded takes the index that the loaded state contains
  record Restore(@Nullable Path snapshot, CompletableFuture<Long> loaded) implements LogEvent {}

  /// A committed entry that this leadership did not decide.
  record Entry(long index, ByteBuffer bytes) implements LogEvent {}

  /// Decide from now on.
  ///
  /// @param epoch the number of this leadership, to be put on its flights
  record Lead(long term, int epoch) implements LogEvent {}

  /// Decide no more.
  ///
  /// @param delivered the index of the newest entry delivered before
  record Follow(String reason, long delivered) implements LogEvent {}

  /// Nothing will come any more.
  record Failed(String reason, Throwable cause) implements LogEvent {}
}
