package io.orrery.broker.exporter;

import io.orrery.engine.state.ExporterStanding;
import io.orrery.log.EntryPurgedException;
import io.orrery.log.LogEntry;
import io.orrery.log.LogReader;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.Document;
import io.orrery.protocol.Event;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.Message;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.QuarantinedRecord;
import io.orrery.protocol.codec.Encoder;
import io.orrery.protocol.codec.Records;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A partition whose log and clock a test moves by hand.
final class FakeSource implements Source {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  final List<ExporterCommand> notes = new ArrayList<>();
  final List<QuarantinedRecord> quarantined = new ArrayList<>();
  ExporterStanding standing = ExporterStanding.NEW;
  boolean answers = true;
  private final List<byte[]> entries = new ArrayList<>();
  private long firstIndex;
  private long position;
  private long ticks = 1;

  /// Adds an entry of messages that take one position each.
  ///
  /// @return the index of the entry
  long append(int records) {
    var events = new ArrayList<Event>();
    for (var i = 0; i < records; i++) {
      events.add(expired());
    }
    return append(events);
  }

  private static Event expired() {
    return new MessageEvent.Expired(
        new Message("m", "k", Duration.ZERO, START, "", Document.EMPTY));
  }

  /// Adds an entry that only says something about exporters.
  long appendNote() {
    return append(List.of(new ExporterEvent.Detached("other")));
  }

  private long append(List<Event> events) {
    add(position, events);
    position += events.size();
    return entries.size() - 1L;
  }

  /// Adds an entry that was decided on a state that never came to be.
  void appendStray(long base) {
    add(base, List.of(expired()));
  }

  private void add(long base, List<Event> events) {
    var records = new ArrayList<LogRecord>();
    var at = base;
    for (var each : events) {
      records.add(new LogRecord(++at, -1, 7, START.toEpochMilli(), each));
    }
    var out = new Encoder();
    Records.writeBatch(out, base, records);
    entries.add(out.toBytes());
  }

  /// Forgets the entries before this one.
  void purgeBefore(long index) {
    firstIndex = index;
  }

  void advance(long millis) {
    ticks += millis;
  }

  /// What was noted of one kind.
  <C extends ExporterCommand> List<C> noted(Class<C> kind) {
    return notes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public int partition() {
    return 1;
  }

  @Override
  public Noted noted(String exporter) {
    checkAnswers();
    return new Noted(standing, List.copyOf(quarantined));
  }

  private void checkAnswers() {
    if (!answers) {
      throw new PartitionUnavailableException(1, new IllegalStateException("on purpose"));
    }
  }

  @Override
  public long lastPosition() {
    checkAnswers();
    return position;
  }

  @Override
  public @Nullable DeployedProcess definition(long key) {
    return null;
  }

  @Override
  public LogReader read(long fromIndex) {
    return new Reader(fromIndex);
  }

  @Override
  public void note(ExporterCommand command, Consumer<Boolean> outcome) {
    if (answers) {
      notes.add(command);
    }
    outcome.accept(answers);
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(START);
  }

  @Override
  public long ticks() {
    return ticks;
  }

  private final class Reader implements LogReader {

    private long next;

    Reader(long next) {
      this.next = next;
    }

    @Override
    public @Nullable LogEntry next() {
      if (next < firstIndex) {
        throw new EntryPurgedException(next, firstIndex);
      }
      if (next >= entries.size()) {
        return null;
      }
      var index = next++;
      return new LogEntry(index, 1, ByteBuffer.wrap(entries.get((int) index)));
    }

    @Override
    public long position() {
      return next;
    }
  }
}
