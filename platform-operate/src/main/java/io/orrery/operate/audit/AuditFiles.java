package io.orrery.operate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Audit entries in files, one JSON object a line. Each line is with the operating system before
/// the next one comes, so it outlives the process. A full file is followed by the next, and the
/// oldest is deleted. Not safe for use by several threads.
final class AuditFiles implements AutoCloseable {

  /// How large a file gets.
  static final long MAX_FILE_BYTES = 4L << 20;

  /// How many files there are.
  static final int MAX_FILES = 8;

  private static final Pattern NAME = Pattern.compile("audit-\\d{19}\\.jsonl");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Logger LOG = LoggerFactory.getLogger(AuditFiles.class);

  private final Path directory;
  private @Nullable FileChannel out;

  AuditFiles(Path directory) {
    this.directory = directory;
  }

  /// The newest entries, the newest first.
  List<AuditEntry> newest(int limit) {
    List<AuditEntry> found = new ArrayList<>();
    try {
      for (var file : files().reversed()) {
        for (var line : Files.readAllLines(file, StandardCharsets.UTF_8).reversed()) {
          if (found.size() == limit) {
            return found;
          }
          read(line, file, found);
        }
      }
    } catch (IOException e) {
      LOG.error("The audit log in {} cannot be read; what it says is not shown", directory, e);
    }
    return found;
  }

  /// A line that was cut off by a crash says nothing.
  private static void read(String line, Path file, List<AuditEntry> found) {
    try {
      found.add(JSON.readValue(line, AuditEntry.class));
    } catch (JacksonException e) {
      LOG.warn("A line in {} is no audit entry: {}", file, e.getOriginalMessage());
    }
  }

  /// Adds an entry. What cannot be written is only in memory and in the log of the application.
  void append(AuditEntry entry) {
    try {
      var open = room(entry);
      var line =
          ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        open.write(line);
      }
    } catch (IOException e) {
      LOG.error("The audit entry {} cannot be written to {}", entry.auditLogKey(), directory, e);
      close();
    }
  }

  private FileChannel room(AuditEntry entry) throws IOException {
    var open = out;
    if (open != null && open.size() < MAX_FILE_BYTES) {
      return open;
    }
    close();
    Files.createDirectories(directory);
    var files = files();
    var file =
        files.isEmpty() || Files.size(files.getLast()) >= MAX_FILE_BYTES
            ? directory.resolve("audit-%019d.jsonl".formatted(entry.auditLogKey()))
            : files.getLast();
    open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    out = open;
    if (open.size() == 0) {
      deleteOldest(files);
    } else {
      endLine(file, open);
    }
    return open;
  }

  private static void deleteOldest(List<Path> before) throws IOException {
    for (var file : before.subList(0, Math.max(0, before.size() + 1 - MAX_FILES))) {
      Files.deleteIfExists(file);
    }
  }

  /// What a crash has cut off must not run into what comes.
  private static void endLine(Path file, FileChannel open) throws IOException {
    try (var written = FileChannel.open(file, StandardOpenOption.READ)) {
      var end = ByteBuffer.allocate(1);
      written.read(end, written.size() - 1);
      if (end.get(0) != '\n') {
        open.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
  }

  /// The files, the oldest first.
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    }
  }

  @Override
  public void close() {
    var open = out;
    out = null;
    if (open != null) {
      try (open) {
        open.force(false);
      } catch (IOException e) {
        LOG.warn("The audit log in {} could not be closed well", directory, e);
      }
    }
  }
}
