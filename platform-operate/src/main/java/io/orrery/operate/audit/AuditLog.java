package io.orrery.operate.audit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what was done: the newest entries to be searched, more of them in files, all of them as
/// lines in the log of the application.
public final class AuditLog implements Audit, AutoCloseable {

  /// How many entries can be searched.
  static final int MAX_ENTRIES = 50_000;

  private static final int MAX_DETAIL = 1_000;

  private final InstantSource clock;
  private final AuditLines lines = new AuditLines();
  private final AuditFiles files;
  private final ArrayDeque<AuditEntry> entries;
  private long last;

  private AuditLog(InstantSource clock, AuditFiles files, List<AuditEntry> known) {
    this.clock = clock;
    this.files = files;
    this.entries = new ArrayDeque<>(known);
    this.last = known.isEmpty() ? 0 : known.getFirst().auditLogKey();
  }

  /// Goes on with what is in the directory.
  public static AuditLog open(InstantSource clock, Path directory) {
    var files = new AuditFiles(directory);
    return new AuditLog(clock, files, files.newest(MAX_ENTRIES));
  }

  @Override
  public void succeeded(String actor, String operation, String entity, long key) {
    lines.succeeded(actor, operation, entity, key);
    add(actor, operation, entity, key, null);
  }

  @Override
  public void failed(String actor, String operation, String entity, long key, String reason) {
    var detail = reason.length() <= MAX_DETAIL ? reason : reason.substring(0, MAX_DETAIL);
    lines.failed(actor, operation, entity, key, detail);
    add(actor, operation, entity, key, detail);
  }

  private synchronized void add(
      String actor, String operation, String entity, long key, @Nullable String detail) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // Keys grow, also over a restart that finds no file.
    last = Math.max(last + 1, now.toEpochMilli());
    var result = detail == null ? "SUCCESS" : "FAIL";
    var entry =
        new AuditEntry(last, now, actor, operation, entity, Long.toString(key), result, detail);
    entries.addFirst(entry);
    if (entries.size() > MAX_ENTRIES) {
      entries.removeLast();
    }
    files.append(entry);
  }

  /// All that can be searched, the newest first.
  synchronized List<AuditEntry> entries() {
    return new ArrayList<>(entries);
  }

  @Override
  public synchronized void close() {
    files.close();
  }
}
