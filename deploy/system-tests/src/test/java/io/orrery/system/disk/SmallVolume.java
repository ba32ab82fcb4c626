package io.orrery.system.disk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A volume in memory of a few megabytes, which only root may mount, with a file that fills it.
final class SmallVolume implements AutoCloseable {

  private static final int CHUNK = 64 << 10;

  private final Path root;

  private SmallVolume(Path root) {
    this.root = root;
  }

  /// Mounts it; without the right to do so the test is skipped.
  static SmallVolume mount(Path root, int megabytes) throws IOException {
    Files.createDirectories(root);
    var size = "size=%dm".formatted(megabytes);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", size, "tmpfs", root.toString()),
        "A small volume can be mounted by root only");
    return new SmallVolume(root);
  }

  long free() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  /// Leaves this many bytes.
  void fillUpTo(long left) throws IOException {
    try (var out = ballast()) {
      for (var more = free() - left; more > 0; more = free() - left) {
        out.write(new byte[(int) Math.min(CHUNK, more)]);
      }
    }
  }

  /// Leaves nothing at all.
  void fill() throws IOException {
    try (var out = ballast()) {
      while (true) {
        out.write(new byte[CHUNK]);
      }
    } catch (IOException e) {
      if (free() > CHUNK) {
        throw e;
      }
    }
  }

  private OutputStream ballast() throws IOException {
    return Files.newOutputStream(
        root.resolve("ballast"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Gives the space back.
  void empty() throws IOException {
    Files.delete(root.resolve("ballast"));
  }

  private static boolean run(String... command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", root.toString());
  }
}
