package io.orrery.operate.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what was done: the newest entries for the console, all of them in the log file under the
/// name `orrery.audit`.
public final class AuditLog {

  static final int MAX_ENTRIES = 10_000;
  private static final int MAX_DETAIL = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger("orrery.audit");

  private final InstantSource clock;
  private final ArrayDeque<AuditEntry> entries = new ArrayDeque<>();
  private long last;

  public AuditLog(InstantSource clock) {
    this.clock = clock;
    this.last = clock.millis();
  }

  /// Notes that something worked.
  public void succeeded(String actor, String operation, String entity, long key) {
    add(clock.instant(), new Attempt(actor, operation, entity, key), null);
  }

  /// Notes that something did not work, and why.
  public void failed(String actor, String operation, String entity, long key, String reason) {
    add(clock.instant(), new Attempt(actor, operation, entity, key), reason);
  }

  private synchronized void add(Instant now, Attempt attempt, @Nullable String reason) {
    var result = reason == null ? "SUCCESS" : "FAIL";
    var detail =
        reason == null || reason.length() <= MAX_DETAIL ? reason : reason.substring(0, MAX_DETAIL);
    entries.addFirst(
        new AuditEntry(
            ++last,
            now,
            attempt.actor(),
            attempt.operation(),
            attempt.entity(),
            Long.toString(attempt.key()),
            result,
            detail));
    if (entries.size() > MAX_ENTRIES) {
      entries.removeLast();
    }
    LOG.info(
        "{} {} {} {} {}{}",
        result,
        oneLine(attempt.actor()),
        attempt.operation(),
        attempt.entity(),
        attempt.key(),
        detail == null ? "" : ": " + oneLine(detail));
  }

  /// What users write must not look like another entry.
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /// All that is kept, the newest first.
  synchronized List<AuditEntry> entries() {
    return new ArrayList<>(entries);
  }

  private record Attempt(String actor, String operation, String entity, long key) {}
}
