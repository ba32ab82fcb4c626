package io.orrery.operate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

  @TempDir Path directory;

  private AuditLog open() {
    return AuditLog.open(CLOCK, directory.resolve("audit"));
  }

  @Test
  void remembersOverARestart() {
    try (var log = open()) {
      log.succeeded("ann", "CANCEL_PROCESS_INSTANCE", "PROCESS_INSTANCE", 7);
      log.failed("bob", "RESOLVE_INCIDENT", "INCIDENT", 8, "no \"such\" incident\nhere");
    }
    try (var log = open()) {
      log.succeeded("eve", "UPDATE_RETRIES", "JOB", 9);

      assertThat(log.entries())
          .extracting(AuditEntry::actorId)
          .containsExactly("eve", "bob", "ann");
      assertThat(log.entries()).extracting(AuditEntry::auditLogKey).doesNotHaveDuplicates();
      assertThat(log.entries().get(1))
          .isEqualTo(
              new AuditEntry(
                  log.entries().get(1).auditLogKey(),
                  CLOCK.instant(),
                  "bob",
                  "RESOLVE_INCIDENT",
                  "INCIDENT",
                  "8",
                  "FAIL",
                  "no \"such\" incident\nhere"));
    }
  }

  @Test
  void passesOverALineThatACrashHasCutOff() throws IOException {
    try (var log = open()) {
      log.succeeded("ann", "UPDATE_RETRIES", "JOB", 1);
    }
    Files.writeString(files().getFirst(), "{\"auditLogKey\":17", StandardOpenOption.APPEND);

    try (var log = open()) {
      log.succeeded("bob", "UPDATE_RETRIES", "JOB", 2);
    }
    try (var log = open()) {
      assertThat(log.entries()).extracting(AuditEntry::actorId).containsExactly("bob", "ann");
    }
  }

  @Test
  void keepsNoMoreFilesThanItMay() throws IOException {
    var files = new AuditFiles(directory.resolve("audit"));
    var detail = "x".repeat(1_000_000);
    var perFile = AuditFiles.MAX_FILE_BYTES / detail.length() + 1;
    var count = perFile * (AuditFiles.MAX_FILES + 2);
    for (var key = 1L; key <= count; key++) {
      files.append(entry(key, detail));
    }
    files.close();

    assertThat(files()).hasSize(AuditFiles.MAX_FILES);
    for (var file : files()) {
      assertThat(Files.size(file)).isLessThan(AuditFiles.MAX_FILE_BYTES + 2L * detail.length());
    }
    assertThat(files.newest(2))
        .extracting(AuditEntry::auditLogKey)
        .containsExactly(count, count - 1);
  }

  @Test
  void goesOnWhenItCannotWrite() throws IOException {
    Files.writeString(directory.resolve("audit"), "a file where the directory should be");

    try (var log = open()) {
      log.succeeded("ann", "UPDATE_RETRIES", "JOB", 1);

      assertThat(log.entries()).hasSize(1);
    }
  }

  private static AuditEntry entry(long key, String detail) {
    return new AuditEntry(key, CLOCK.instant(), "ann", "O", "E", "1", "FAIL", detail);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(directory.resolve("audit"))) {
      return files.sorted().toList();
    }
  }
}
