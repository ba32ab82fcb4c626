package io.orrery.broker.exporter;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives records to an open exporter, and decides what is to be done about one that it does not
/// take. Belongs to the thread of a feed.
///
/// The rule: a record that failed too often is put in quarantine if, and only if, the exporter
/// takes one of the records behind it. If it fails on those too, the trouble is the exporter's and
/// not the record's: nothing is put aside, and the same record is tried again with long pauses. If
/// the exporter says that its destination is away, it is given no other record before this one.
final class Delivery {

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /// How many records behind one that fails are tried at most.
  private static final int MAX_PROBES = 8;

  /// After how many long pauses as many are tried; otherwise it is one.
  private static final int ROUNDS_PER_PROBE = 4;

  private final String id;
  private final Exporter exporter;
  private final Supply supply;
  private final Shelf shelf;
  private final Meters meters;
  private final Source source;
  private final Attempts attempts;
  private final long from;
  private long given;
  private @Nullable String error;

  Delivery(LoadedExporter loaded, Exporter exporter, Supply supply, Shelf shelf, Parts parts) {
    id = loaded.settings().id();
    attempts = new Attempts(loaded.settings().maxAttempts());
    this.exporter = exporter;
    this.supply = supply;
    this.shelf = shelf;
    source = parts.source();
    meters = parts.meters();
    from = parts.from();
    given = from;
  }

  /// What it works with.
  ///
  /// @param from up to where the exporter has everything
  record Parts(Source source, Meters meters, long from) {}

  /// Gives the next record, if there is one and its time has come.
  ///
  /// @return whether something was done
  boolean next() {
    if (attempts.isWaiting(source.ticks())) {
      return false;
    }
    var head = supply.peek(0);
    if (head == null) {
      return false;
    }
    var record = head.record();
    if (record == null) {
      quarantine(head, "it cannot be translated: " + Calls.describe(cause(head)));
    } else if (!shelf.contains(head.position())) {
      try {
        export(record);
        delivered(head);
      } catch (DestinationUnavailableException e) {
        prevented(head, e);
        return true;
      } catch (Exception | Error e) {
        failed(head, e);
        return true;
      }
    }
    supply.remove();
    return true;
  }

  /// Whether there is more to read, though nothing that is wanted was found.
  boolean hasMore() {
    return !attempts.isFailing() && supply.hasMore();
  }

  private static Throwable cause(Outgoing outgoing) {
    var failure = outgoing.failure();
    return failure == null ? new IllegalStateException("no reason given") : failure;
  }

  private void export(Record record) throws Exception {
    meters.calling(source.ticks());
    try {
      exporter.export(record);
    } finally {
      meters.returned();
    }
  }

  private void exportAgain(Record record) throws Exception {
    meters.calling(source.ticks());
    try {
      exporter.exportAgain(record);
    } finally {
      meters.returned();
    }
  }

  private void delivered(Outgoing outgoing) {
    given = outgoing.position();
    meters.exported();
    if (attempts.isFailing()) {
      LOG.info("Exporter '{}' goes on at position {}", id, given);
      attempts.succeeded();
      error = null;
    }
  }

  private void prevented(Outgoing head, DestinationUnavailableException cause) {
    note(head, cause);
    attempts.prevented(source.ticks());
  }

  private String note(Outgoing head, Throwable cause) {
    if (!attempts.isFailing()) {
      LOG.warn("Exporter '{}' failed at position {}", id, head.position(), cause);
    }
    meters.failed();
    var reason = "position %d: %s".formatted(head.position(), Calls.describe(cause));
    error = reason;
    return reason;
  }

  private void failed(Outgoing head, Throwable cause) {
    var reason = note(head, cause);
    attempts.failed(source.ticks());
    if (attempts.isExhausted() && !shelf.isFull()) {
      probe(reason);
    }
  }

  /// Looks whether the exporter takes anything else.
  private void probe(String reason) {
    var most = attempts.rounds() % ROUNDS_PER_PROBE == 0 ? MAX_PROBES : 1;
    for (var behind = 1; behind <= most; behind++) {
      var other = supply.peek(behind);
      if (other == null) {
        return;
      }
      var record = other.record();
      if (record == null || shelf.contains(other.position())) {
        continue;
      }
      try {
        export(record);
        putAside(behind, reason);
        delivered(other);
        supply.remove();
        return;
      } catch (DestinationUnavailableException e) {
        LOG.debug("Exporter '{}' cannot tell now which record is the trouble", id, e);
        meters.failed();
        return;
      } catch (Exception | Error e) {
        LOG.debug("Exporter '{}' fails at position {} too", id, other.position(), e);
        meters.failed();
      }
    }
  }

  private void putAside(int count, String reason) {
    for (var i = 0; i < count; i++) {
      var head = supply.peek(0);
      if (head != null) {
        if (!shelf.contains(head.position())) {
          quarantine(head, reason);
        }
        supply.remove();
      }
    }
  }

  private void quarantine(Outgoing outgoing, String reason) {
    LOG.error(
        "Exporter '{}': the record at position {} is put in quarantine: {}",
        id,
        outgoing.position(),
        reason);
    shelf.put(outgoing.quarantined(source.clock().instant(), reason));
  }

  /// Puts the record aside that is failing just now.
  void skip() {
    var reason = error;
    var head = attempts.isFailing() ? supply.peek(0) : null;
    if (head != null && !shelf.isFull()) {
      quarantine(head, "skipped by an operator; it failed: " + reason);
      supply.remove();
      attempts.succeeded();
      error = null;
    }
  }

  /// Tries what failed again without waiting.
  void hurry() {
    attempts.hurry();
  }

  /// Tries one record of the quarantine once more, if one is to be.
  boolean retry() {
    var record = shelf.nextToRetry(supply.passed());
    if (record == null) {
      return false;
    }
    try {
      exportAgain(shelf.restore(record));
      meters.exported();
      shelf.release(record);
      LOG.info("Exporter '{}' took the record at position {} after all", id, record.position());
    } catch (Exception | Error e) {
      meters.failed();
      LOG.warn("Exporter '{}' still fails at position {}", id, record.position(), e);
    }
    return true;
  }

  /// Gives a record of the quarantine up for good, and says which one.
  void discard(long position) {
    var record = shelf.find(position);
    if (record != null) {
      LOG.warn(
          "Exporter '{}' on partition {}: an operator discards the record at position {} ({}),"
              + " which is nowhere now. It was put in quarantine at {}: {}",
          id,
          source.partition(),
          position,
          shelf.describe(record),
          record.since(),
          record.reason());
      shelf.release(record);
      meters.discarded();
    }
  }

  /// Up to where records are settled.
  long passed() {
    return supply.passed();
  }

  /// Up to where everything is settled.
  ///
  /// @param acknowledged what the exporter has acknowledged
  long settled(long acknowledged) {
    return Math.max(acknowledged, from) >= given ? supply.settled() : acknowledged;
  }

  long given() {
    return given;
  }

  long relevant() {
    return supply.relevant();
  }

  boolean isFailing() {
    return attempts.isFailing();
  }

  /// When the next attempt is due, in ticks; 0 for at once.
  long retryAt() {
    return attempts.isFailing() ? attempts.retryAt() : 0;
  }

  /// What is failing, empty if nothing is.
  String error() {
    var text = error;
    return text == null ? "" : text;
  }
}
