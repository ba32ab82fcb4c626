package io.orrery.log.ratis;

import io.orrery.log.LogDamagedException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks through a log that is about to be opened: every byte that was acknowledged must be there
/// as it was written.
///
/// What follows the last intact entry of the open segment was either never acknowledged (the
/// process or the machine stopped while writing it: a torn tail, which is cut off), or it is
/// damage. It is damage when there is proof that more had been committed: the floor that was noted
/// down, or a later intact entry that says so.
final class SegmentCheck {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentCheck.class);

  private final Path directory;

  SegmentCheck(Path directory) {
    this.directory = directory;
  }

  /// Cuts a torn tail.
  ///
  /// @param floor everything up to this index was committed here
  /// @param snapshotIndex what the newest snapshot contains: there may be no gap after it
  /// @return the last index of the log, or -1
  /// @throws LogDamagedException naming file and index
  long check(long floor, long snapshotIndex) throws IOException {
    List<SegmentFile> segments = SegmentFile.in(directory);
    if (segments.isEmpty()) {
      return checkEmpty(floor, snapshotIndex);
    }
    checkFirst(segments.getFirst(), snapshotIndex);
    long last = segments.getFirst().firstIndex() - 1;
    for (SegmentFile segment : segments) {
      if (segment.firstIndex() != last + 1) {
        throw damaged(segment, last + 1, "the entries before this segment are missing");
      }
      boolean newest = segment == segments.getLast();
      if (segment.isOpen() && !newest) {
        throw damaged(segment, last + 1, "the segment was never closed, but there is a later one");
      }
      last = segment.isOpen() ? checkOpen(segment, floor) : checkClosed(segment);
    }
    if (last < floor) {
      throw damaged(segments.getLast(), last + 1, "the log ends before it: it was committed");
    }
    return last;
  }

  private long checkEmpty(long floor, long snapshotIndex) {
    if (floor > snapshotIndex) {
      throw new LogDamagedException(
          "Log in %s is damaged: entry %d was committed, but there are no segments"
              .formatted(directory, floor));
    }
    return snapshotIndex;
  }

  private static void checkFirst(SegmentFile segment, long snapshotIndex) {
    if (segment.firstIndex() > snapshotIndex + 1) {
      String problem = "neither the newest snapshot nor an older segment contains it";
      throw damaged(segment, snapshotIndex + 1, problem);
    }
  }

  private long checkClosed(SegmentFile segment) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      SegmentWalk walk = walk(segment, arena);
      if (walk.lastIndex() < segment.lastIndex()) {
        throw damaged(segment, walk.lastIndex() + 1, walk.problem());
      }
      return segment.lastIndex();
    }
  }

  private long checkOpen(SegmentFile segment, long floor) throws IOException {
    long last;
    int end;
    int size;
    try (Arena arena = Arena.ofConfined()) {
      SegmentWalk walk = walk(segment, arena);
      last = walk.lastIndex();
      end = walk.end();
      size = walk.size();
      long proof = Math.max(floor, walk.committedLater());
      if (proof > last) {
        String problem = walk.problem() + ", while entries up to " + proof + " were committed";
        throw damaged(segment, last + 1, problem);
      }
      if (walk.isPadding() || size == 0) {
        return last;
      }
    }
    LOG.warn("Cut the {} bytes after entry {} off {}", size - end, last, segment.path());
    cut(segment, end);
    return last;
  }

  /// Cuts what may have been written after this index, since the disk did not confirm it.
  /// `MAX_VALUE` cuts nothing.
  void cutAfter(long index) throws IOException {
    List<SegmentFile> segments = SegmentFile.in(directory);
    if (index == Long.MAX_VALUE || segments.isEmpty() || !segments.getLast().isOpen()) {
      return;
    }
    SegmentFile open = segments.getLast();
    int end;
    try (Arena arena = Arena.ofConfined()) {
      end = walk(open, arena, index).end();
    }
    cut(open, end);
  }

  private static void cut(SegmentFile segment, int end) throws IOException {
    try (FileChannel file = FileChannel.open(segment.path(), StandardOpenOption.WRITE)) {
      file.truncate(end);
      file.force(true);
    }
  }

  private static SegmentWalk walk(SegmentFile segment, Arena arena) throws IOException {
    return walk(segment, arena, segment.lastIndex());
  }

  private static SegmentWalk walk(SegmentFile segment, Arena arena, long upTo) throws IOException {
    try (FileChannel file = FileChannel.open(segment.path(), StandardOpenOption.READ)) {
      ByteBuffer bytes = file.map(MapMode.READ_ONLY, 0, file.size(), arena).asByteBuffer();
      return SegmentWalk.over(bytes, segment.firstIndex(), upTo);
    }
  }

  private static LogDamagedException damaged(SegmentFile segment, long index, String problem) {
    return new LogDamagedException(
        "Log segment %s is damaged at entry %d: %s".formatted(segment.path(), index, problem));
  }
}
