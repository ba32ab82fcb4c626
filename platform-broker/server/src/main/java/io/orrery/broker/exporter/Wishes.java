package io.orrery.broker.exporter;

import io.orrery.protocol.ExporterMode;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// What an operator wants of a feed, until its thread gets to it. Any thread.
final class Wishes {

  private final ConcurrentSkipListSet<Long> discards = new ConcurrentSkipListSet<>();
  private volatile @Nullable ExporterMode mode;
  private volatile boolean isSkipWanted;
  private volatile boolean isRetryWanted;

  /// The mode that was wanted last, null if none ever was.
  @Nullable ExporterMode mode() {
    return mode;
  }

  void mode(ExporterMode wanted) {
    mode = wanted;
  }

  void skip() {
    isSkipWanted = true;
  }

  void retry() {
    isRetryWanted = true;
  }

  /// @param position of a record in quarantine, so that there cannot be too many of them
  void discard(long position) {
    discards.add(position);
  }

  /// Whether there is something to be done, once.
  boolean areOpen() {
    return isSkipWanted || isRetryWanted || !discards.isEmpty();
  }

  /// Whether a record is to be skipped; says so once.
  boolean takeSkip() {
    var wanted = isSkipWanted;
    isSkipWanted = false;
    return wanted;
  }

  /// Whether something is to be tried again; says so once.
  boolean takeRetry() {
    var wanted = isRetryWanted;
    isRetryWanted = false;
    return wanted;
  }

  /// The first position that is to be discarded, null if there is none up to the one given; says so
  /// once.
  @Nullable Long takeDiscard(long upTo) {
    var first = discards.isEmpty() ? null : discards.floor(upTo);
    if (first != null) {
      discards.remove(first);
    }
    return first;
  }
}
