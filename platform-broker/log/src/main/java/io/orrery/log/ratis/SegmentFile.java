package io.orrery.log.ratis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of Ratis' segmented log, by its name.
///
/// @param lastIndex what a closed segment ends with, or [#OPEN]
record SegmentFile(Path path, long firstIndex, long lastIndex) {

  static final long OPEN = Long.MAX_VALUE;

  private static final Pattern CLOSED_NAME = Pattern.compile("log_(\\d+)-(\\d+)");
  private static final Pattern OPEN_NAME = Pattern.compile("log_inprogress_(\\d+)");

  boolean isOpen() {
    return lastIndex == OPEN;
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /// The segments in this directory, oldest first.
  static List<SegmentFile> in(Path directory) throws IOException {
    List<SegmentFile> segments = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return segments;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "log_*")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        Matcher closed = CLOSED_NAME.matcher(name);
        Matcher open = OPEN_NAME.matcher(name);
        if (closed.matches()) {
          long first = Long.parseLong(closed.group(1));
          segments.add(new SegmentFile(file, first, Long.parseLong(closed.group(2))));
        } else if (open.matches()) {
          segments.add(new SegmentFile(file, Long.parseLong(open.group(1)), OPEN));
        }
      }
    }
    segments.sort(Comparator.comparingLong(SegmentFile::firstIndex));
    return segments;
  }

  /// What the segments in this directory take on disk.
  static long bytesIn(Path directory) throws IOException {
    long bytes = 0;
    for (SegmentFile segment : in(directory)) {
      bytes += segment.path().toFile().length();
    }
    return bytes;
  }
}
