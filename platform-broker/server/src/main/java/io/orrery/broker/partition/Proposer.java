package io.orrery.broker.partition;

import io.orrery.log.PartitionLog;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.codec.Encoder;
import io.orrery.protocol.codec.Records;
import io.orrery.transport.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what a leader decided and offers it to the log, many decisions to an entry.
///
/// An entry costs about the same whether it holds one command or a hundred. So while nothing is on
/// its way, what there is goes off at once; otherwise more is gathered until that comes back, or
/// there is enough, or it has waited long enough.
final class Proposer {

  /// As many commands as are worth an entry while another one is on its way.
  private static final int ENOUGH_COMMANDS = 128;

  private static final int ENOUGH_BYTES = 256 << 10;

  /// As many as are decided before the first entry goes off, so that disk and engine work at the
  /// same time.
  private static final int FIRST_COMMANDS = 64;

  private static final int MAX_COMMANDS = 512;
  private static final int MAX_BYTES = 512 << 10;
  private static final int MAX_ENTRIES_IN_FLIGHT = 4;

  /// How long a decision waits for company.
  static final long PATIENCE_NANOS = 1_000_000;

  private static final int FIRST_CAPACITY = 64 << 10;
  private static final int KEPT_CAPACITY = 1 << 20;
  private static final int RECORDS_PER_DECISION = 8;
  private static final byte[] NO_BYTES = {};

  private final Parts parts;
  private List<Decision> pending = new ArrayList<>();
  private Encoder encoder = new Encoder(FIRST_CAPACITY);
  private int pendingBytes;
  private boolean hasRecords;
  private long since;
  private int epoch;
  private @Nullable Flight newest;

  Proposer(Parts parts) {
    this.parts = parts;
  }

  void lead(int itsEpoch) {
    epoch = itsEpoch;
    newest = null;
  }

  int epoch() {
    return epoch;
  }

  void add(Decision decision) {
    if (pending.isEmpty()) {
      since = System.nanoTime();
    }
    pending.add(decision);
    hasRecords |= !decision.batch().records().isEmpty();
    var request = decision.request();
    pendingBytes += request == null ? 0 : request.bytes();
  }

  boolean hasRoom() {
    return pending.size() < MAX_COMMANDS && pendingBytes < MAX_BYTES;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /// Whether it makes sense to decide no more before proposing.
  boolean isEnoughToBegin() {
    return pending.size() >= FIRST_COMMANDS && parts.flights().entries() == 0;
  }

  boolean isDue(long nowNanos) {
    if (pending.isEmpty()) {
      return false;
    }
    var entries = parts.flights().entries();
    return entries == 0
        || !hasRecords
        || (entries < MAX_ENTRIES_IN_FLIGHT
            && (pending.size() >= ENOUGH_COMMANDS
                || pendingBytes >= ENOUGH_BYTES
                || nowNanos - since >= PATIENCE_NANOS));
  }

  /// Sends off everything that is pending.
  ///
  /// @return false when this partition turns out not to lead any more. Then, and after a failure,
  ///   what was not sent is still pending, and what was sent is among the abandoned flights sooner
  ///   or later.
  boolean propose() {
    var rest = pending;
    var isLeading = true;
    pending = List.of();
    try {
      while (isLeading && !rest.isEmpty()) {
        var next = nextFlight(rest);
        rest = rest.subList(next.decisions().size(), rest.size());
        isLeading = send(next);
      }
    } finally {
      pending = new ArrayList<>(rest);
      pendingBytes = 0;
      hasRecords = !pending.isEmpty();
    }
    return isLeading;
  }

  private boolean send(Flight flight) {
    if (!flight.hasEntry()) {
      if (parts.flights().addWithoutEntry(flight)) {
        parts.effects().run(flight);
      }
      return true;
    }
    if (!parts.flights().add(flight)) {
      return false;
    }
    newest = flight;
    parts.keeper().logged(flight.bytes());
    return parts.log().propose(flight.entry());
  }

  /// As many of the decisions as fit into an entry: nearly always all. Turns are bounded, but many
  /// large ones may be too much. They are parted between turns, never within one.
  private Flight nextFlight(List<Decision> decisions) {
    var count = decisions.size();
    var bytes = encode(decisions);
    while (bytes.length > PartitionLog.MAX_ENTRY_BYTES) {
      if (count == 1) {
        throw new TurnTooLargeException(bytes.length);
      }
      count /= 2;
      bytes = encode(decisions.subList(0, count));
    }
    return new Flight(epoch, decisions.subList(0, count), bytes);
  }

  private byte[] encode(List<Decision> decisions) {
    var records = recordsOf(decisions);
    if (records.isEmpty()) {
      return NO_BYTES;
    }
    encoder.reset();
    Records.writeBatch(encoder, decisions.getFirst().batch().base(), records);
    var bytes = encoder.toBytes();
    if (bytes.length > KEPT_CAPACITY) {
      encoder = new Encoder(FIRST_CAPACITY);
    }
    return bytes;
  }

  private static List<LogRecord> recordsOf(List<Decision> decisions) {
    if (decisions.size() == 1) {
      return decisions.getFirst().batch().records();
    }
    var records = new ArrayList<LogRecord>(decisions.size() * RECORDS_PER_DECISION);
    for (var each : decisions) {
      records.addAll(each.batch().records());
    }
    return records;
  }

  /// How long the pending decisions may wait yet.
  long patience(long nowNanos) {
    return Math.max(0, since + PATIENCE_NANOS - nowNanos);
  }

  /// The newest flight with an entry in this epoch.
  @Nullable Flight newest() {
    return newest;
  }

  /// Answers those whose decisions were not sent.
  void abandon(Answer answer) {
    var decisions = pending;
    pending = new ArrayList<>();
    pendingBytes = 0;
    hasRecords = false;
    newest = null;
    new Flight(epoch, decisions, NO_BYTES).answerAll(answer, parts.inbox());
  }
}
