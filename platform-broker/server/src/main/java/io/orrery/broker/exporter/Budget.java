package io.orrery.broker.exporter;

import io.orrery.broker.disk.DiskSpace;
import io.orrery.log.LogStatus;

/// How much log may be kept for an exporter that is behind.
///
/// @param bytes of one partition
/// @param partitions how many share the disk
record Budget(long bytes, int partitions) {

  /// So much of the room that could be had may be kept at most: the rest is for the engine.
  private static final int SHARE = 2;

  /// So much may be kept however full the disk is: otherwise every exporter would be detached then,
  /// also those that are only a moment behind.
  static final long LEAST = 16 << 20;

  /// About how many bytes of log are behind an entry.
  static long behind(long index, LogStatus log) {
    var first = log.firstIndex();
    var last = log.lastIndex();
    if (first < 0 || last < first) {
      return 0;
    }
    var entries = last - first + 1;
    var kept = Math.clamp(last - index, 0, entries);
    return (long) ((double) log.bytesOnDisk() / entries * kept);
  }

  /// The budget as the disk allows it.
  ///
  /// @param lag what is kept now
  long on(DiskSpace disk, long lag) {
    if (disk.free() == Long.MAX_VALUE) {
      return bytes;
    }
    var room = Math.max(0, disk.free() - disk.lowWater()) / partitions + lag;
    return Math.min(bytes, Math.max(LEAST, room / SHARE));
  }
}
