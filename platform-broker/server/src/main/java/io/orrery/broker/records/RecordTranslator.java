package io.orrery.broker.records;

import io.orrery.exporter.api.ProcessInstanceValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.LogRecord;
import java.util.function.Consumer;

/// Says the records of a partition's log in the public record schema.
///
/// Give it the records of an entry from the first one on, also those that were exported before: a
/// rejection is about the command that came before it in the same turn. One thread.
public final class RecordTranslator {

  /// The version of the public schema that is followed; every record carries it.
  public static final String SCHEMA_VERSION = "8.6.0";

  private final int partition;
  private final Definitions definitions;
  private final RecordFilter filter;

  /// @param definitions where elements are found by their index
  /// @param filter which records are wanted; others are not built
  public RecordTranslator(int partition, Definitions definitions, RecordFilter filter) {
    this.partition = partition;
    this.definitions = definitions;
    this.filter = filter;
  }

  /// Gives what a record of the log is in the public stream: none, one, or several records, of
  /// ascending positions from `record.position()` on.
  public void translate(LogRecord record, Consumer<Record> consumer) {
    if (record.content() instanceof ElementEvent.Activated(var value)
        && filter.acceptsType(RecordType.EVENT)
        && filter.acceptsValue(ValueType.PROCESS_INSTANCE)) {
      var definition = definitions.find(value.definitionKey());
      if (definition != null) {
        var element = definition.element(value.element());
        consumer.accept(
            new Record(
                partition,
                record.position(),
                record.source(),
                record.key(),
                record.timestamp(),
                RecordType.EVENT,
                ValueType.PROCESS_INSTANCE,
                "ELEMENT_ACTIVATED",
                Record.NOT_REJECTED,
                "",
                SCHEMA_VERSION,
                1,
                -1,
                new ProcessInstanceValue(
                    definition.process().processId(),
                    definition.process().version(),
                    RecordValue.DEFAULT_TENANT,
                    value.definitionKey(),
                    value.instanceKey(),
                    element.id(),
                    value.scopeKey(),
                    element.type().name(),
                    element.common().eventType().name(),
                    -1,
                    -1)));
      }
    }
  }
}
