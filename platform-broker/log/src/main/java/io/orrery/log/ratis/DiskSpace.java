package io.orrery.log.ratis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Tells whether a disk is full, before and after the fact.
final class DiskSpace {

  /// How the systems say it; there is no exception of its own.
  private static final List<String> FULL =
      List.of("no space left", "disk quota exceeded", "not enough space");

  private static final int MAX_CAUSES = 32;

  private DiskSpace() {}

  static long free(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  /// Whether this, or what caused it, says that there was no space.
  static boolean isCauseOf(Throwable problem) {
    Throwable next = problem;
    for (int i = 0; next != null && i < MAX_CAUSES; i++) {
      String message = String.valueOf(next.getMessage()).toLowerCase(Locale.ROOT);
      if (FULL.stream().anyMatch(message::contains)) {
        return true;
      }
      next = next.getCause();
    }
    return false;
  }
}
