package io.orrery.broker.records;

import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.RecordValue;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.Event;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.VariableCommand;
import io.orrery.protocol.VariableEvent;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Says the records of a partition's log in the public record schema.
///
/// Give it the records of an entry from the first one on, also those that were exported before: a
/// rejection, and the reference that a caller gave, belong to the command that came before them in
/// the same turn. One thread.
public final class RecordTranslator {

  /// The version of the public schema that is followed; every record carries it.
  public static final String SCHEMA_VERSION = "8.6.0";

  private static final long NO_REFERENCE = -1;

  private final int partition;
  private final Wanted wanted;
  private final Values values;
  private @Nullable Turn turn;

  /// @param definitions where elements are found by their index
  /// @param filter which records are wanted; others are not built
  public RecordTranslator(int partition, Definitions definitions, RecordFilter filter) {
    this.partition = partition;
    wanted = new Wanted(filter);
    values = new Values(new Names(definitions));
  }

  /// What is remembered of a command while its turn goes on.
  ///
  /// @param kind what the command is in the public stream; null if it is not there
  private record Turn(long position, long key, Command command, @Nullable Kind kind) {}

  /// Gives what a record of the log is in the public stream: none, one, or several records, of
  /// ascending positions from `record.position()` on.
  public void translate(LogRecord record, Consumer<Record> consumer) {
    switch (record.content()) {
      case Command command -> begin(record, command, consumer);
      case Event event -> happened(record, event, consumer);
      case Rejection rejection -> refused(record, rejection, consumer);
    }
  }

  private void begin(LogRecord record, Command given, Consumer<Record> consumer) {
    var command = given instanceof ChannelCommand.Receive(_, _, var inner) ? inner : given;
    var kind = CommandKinds.of(command);
    var begun = new Turn(record.position(), key(command), command, kind);
    turn = begun;
    if (kind != null && wanted.accepts(RecordType.COMMAND, kind.valueType())) {
      consumer.accept(
          build(
              record,
              RecordType.COMMAND,
              kind,
              record.position(),
              begun.key(),
              values.of(command)));
    }
  }

  private static long key(Command command) {
    if (command instanceof VariableCommand) {
      return Names.NO_KEY;
    } else if (command instanceof InstanceCommand.Continue(_, var steps, _) && !steps.isEmpty()) {
      var first = steps.getFirst();
      return first.kind() == StepKind.ENTER ? Names.NO_KEY : first.elementKey();
    }
    return command.target() == 0 ? Names.NO_KEY : command.target();
  }

  private void happened(LogRecord record, Event event, Consumer<Record> consumer) {
    var kind = EventKinds.of(event);
    if (kind == null || !wanted.accepts(RecordType.EVENT, kind.valueType())) {
      return;
    }
    if (event instanceof VariableEvent.Created created) {
      values.variables().each(created, record.key(), inRow(record, kind, consumer));
    } else if (event instanceof VariableEvent.Updated updated) {
      values.variables().each(updated, inRow(record, kind, consumer));
    } else {
      var value = values.of(event, record);
      consumer.accept(
          build(record, RecordType.EVENT, kind, record.position(), record.key(), value));
    }
  }

  /// Makes one public record after the other of one record of the log.
  private ObjLongConsumer<RecordValue> inRow(
      LogRecord record, Kind kind, Consumer<Record> consumer) {
    var next = new long[] {record.position()};
    return (value, key) ->
        consumer.accept(build(record, RecordType.EVENT, kind, next[0]++, key, value));
  }

  private void refused(LogRecord record, Rejection rejection, Consumer<Record> consumer) {
    var refused = turnOf(record);
    var kind = refused == null ? null : refused.kind();
    if (refused == null
        || kind == null
        || !wanted.accepts(RecordType.COMMAND_REJECTION, kind.valueType())) {
      return;
    }
    consumer.accept(
        new Record(
            partition,
            record.position(),
            record.source(),
            refused.key(),
            record.timestamp(),
            RecordType.COMMAND_REJECTION,
            kind.valueType(),
            kind.intent(),
            rejection.type().name(),
            rejection.reason(),
            SCHEMA_VERSION,
            kind.version(),
            reference(record),
            values.of(refused.command())));
  }

  private Record build(
      LogRecord record, RecordType type, Kind kind, long position, long key, RecordValue value) {
    return new Record(
        partition,
        position,
        record.source(),
        key,
        record.timestamp(),
        type,
        kind.valueType(),
        kind.intent(),
        Record.NOT_REJECTED,
        "",
        SCHEMA_VERSION,
        kind.version(),
        reference(record),
        value);
  }

  /// The turn that a record belongs to, or null if its command was not given.
  private @Nullable Turn turnOf(LogRecord record) {
    var current = turn;
    var isOf =
        current != null
            && (current.position() == record.source() || current.position() == record.position());
    return isOf ? current : null;
  }

  private long reference(LogRecord record) {
    var current = turnOf(record);
    var reference = current == null ? null : current.command().operationReference();
    return reference == null ? NO_REFERENCE : reference;
  }
}
