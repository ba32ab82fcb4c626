package io.orrery.operate.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Batches on disk, so that a restart does not forget them: a file for each, its first line what is
/// to be done, every other line what became of an item. A line that was torn counts as not written.
final class BatchFiles {

  private static final Logger LOG = LoggerFactory.getLogger(BatchFiles.class);
  private static final String SUFFIX = ".batch";

  private final Path directory;
  private final JsonMapper json;

  BatchFiles(Path directory, JsonMapper json) {
    this.directory = directory;
    this.json = json;
  }

  void create(BatchHeader header) {
    write(header.key(), header, StandardOpenOption.CREATE_NEW);
  }

  void append(long key, Outcome outcome) {
    write(key, outcome, StandardOpenOption.APPEND);
  }

  private void write(long key, Object line, StandardOpenOption how) {
    try {
      Files.createDirectories(directory);
      Files.writeString(
          file(key), json.writeValueAsString(line) + "\n", StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the batch " + key, e);
    }
  }

  void delete(long key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      LOG.warn("Cannot delete the batch {}", key, e);
    }
  }

  private Path file(long key) {
    return directory.resolve(key + SUFFIX);
  }

  /// All batches that can be read, the oldest first.
  List<Batch> load() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .flatMap(file -> load(file).stream())
          .sorted(Comparator.comparingLong(batch -> batch.header().key()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the batches in " + directory, e);
    }
  }

  private Optional<Batch> load(Path file) {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
      var batch = new Batch(json.readValue(lines.removeFirst(), BatchHeader.class));
      for (var line : lines) {
        note(batch, line);
      }
      return Optional.of(batch);
    } catch (IOException | JacksonException | NoSuchElementException e) {
      LOG.warn("The batch in {} cannot be read and is left alone", file, e);
      return Optional.empty();
    }
  }

  private void note(Batch batch, String line) {
    try {
      batch.note(json.readValue(line, Outcome.class));
    } catch (JacksonException e) {
      LOG.debug("A torn line of the batch {}", batch.header().key(), e);
    }
  }
}
