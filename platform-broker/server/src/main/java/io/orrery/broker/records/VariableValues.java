package io.orrery.broker.records;

import static io.orrery.exporter.api.RecordValue.DEFAULT_TENANT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.RecordValue.Json;
import io.orrery.exporter.api.VariableDocumentValue;
import io.orrery.exporter.api.VariableValue;
import io.orrery.protocol.Document;
import io.orrery.protocol.VariableCommand;
import io.orrery.protocol.VariableEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/// The values of records about variables.
final class VariableValues {

  private final Names names;

  VariableValues(Names names) {
    this.names = names;
  }

  static Json json(Document document) {
    return document.size() <= 2 ? Json.EMPTY : new Json(document.toString());
  }

  /// A JSON object of strings as a map, in its order.
  static Map<String, String> strings(Document document) {
    var strings = LinkedHashMap.<String, String>newLinkedHashMap(document.count());
    document.values().forEach((name, value) -> strings.put(name, Document.unquote(value)));
    return strings;
  }

  RecordValue of(VariableCommand command) {
    return switch (command) {
      case VariableCommand.Set set -> document(set.scopeKey(), set.variables(), set.local());
    };
  }

  static RecordValue document(long scopeKey, Document variables, boolean local) {
    return new VariableDocumentValue(
        scopeKey, local ? "LOCAL" : "PROPAGATE", json(variables), DEFAULT_TENANT);
  }

  /// Gives the variables of an event one by one, each with its key.
  void each(VariableEvent.Created event, long firstKey, ObjLongConsumer<RecordValue> consumer) {
    var key = firstKey;
    for (var each : event.variables().values().entrySet()) {
      var value = value(event.scopeKey(), event.instanceKey(), event.definitionKey(), each);
      consumer.accept(value, key++);
    }
  }

  /// Gives the variables of an event one by one, each with its key.
  void each(VariableEvent.Updated event, ObjLongConsumer<RecordValue> consumer) {
    var keys = event.keys().iterator();
    for (var each : event.variables().values().entrySet()) {
      var value = value(event.scopeKey(), event.instanceKey(), event.definitionKey(), each);
      consumer.accept(value, keys.next());
    }
  }

  private RecordValue value(
      long scopeKey, long instanceKey, long definitionKey, Map.Entry<String, byte[]> variable) {
    return new VariableValue(
        variable.getKey(),
        new String(variable.getValue(), UTF_8),
        scopeKey,
        instanceKey,
        definitionKey,
        names.processId(definitionKey),
        DEFAULT_TENANT);
  }
}
