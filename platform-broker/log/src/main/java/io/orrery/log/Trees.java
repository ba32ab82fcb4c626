package io.orrery.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Deletes directories with what is in them; for the implementations of the log.
public final class Trees {

  private Trees() {}

  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  public static void deleteChildren(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, glob)) {
      for (Path child : children) {
        delete(child);
      }
    }
  }
}
