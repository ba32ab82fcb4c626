package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.InvalidQueryException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where documents of a kind are kept: a row for each, with a column for each field.
///
/// @param name the name of the table
/// @param columns a column for each field, in the order of the fields
/// @param keyLength how many columns, from the first one, name a document
record Table<T extends Document>(
    String name, Fields<T> fields, List<Column> columns, int keyLength) {

  private static final List<String> LIFE = List.of("ACTIVE", "COMPLETED", "TERMINATED");

  private static final Map<Class<? extends Document>, Table<?>> ALL =
      Stream.of(
              table("process_definition", ProcessDefinition.class, 1, "", List.of()),
              table("process_instance", ProcessInstance.class, 1, "state", LIFE),
              table("element_instance", ElementInstance.class, 1, "state", LIFE),
              table("variable", Variable.class, 1, "", List.of()),
              table("incident", Incident.class, 1, "state", List.of("ACTIVE", "RESOLVED")),
              table("job", Job.class, 1, "state", jobStates()),
              table("message", Message.class, 1, "state", List.of("EXPIRED", "PUBLISHED")),
              table(
                  "message_subscription",
                  MessageSubscription.class,
                  1,
                  "messageSubscriptionState",
                  List.of("CORRELATED", "CREATED", "DELETED")),
              table("timer", Timer.class, 1, "state", List.of("CANCELED", "CREATED", "TRIGGERED")),
              table("sequence_flow", SequenceFlow.class, 2, "", List.of()),
              table("batch_operation", BatchOperation.class, 1, "state", batchStates()),
              table(
                  "batch_operation_item",
                  BatchOperationItem.class,
                  2,
                  "state",
                  List.of("ACTIVE", "CANCELED", "COMPLETED", "FAILED")))
          .collect(Collectors.toUnmodifiableMap(table -> table.fields().kind(), table -> table));

  // A table is kept under the kind of its documents.
  @SuppressWarnings("unchecked")
  static <T extends Document> Table<T> of(Class<T> kind) {
    var table = (Table<T>) ALL.get(kind);
    if (table == null) {
      throw new InvalidQueryException("there are no documents of kind " + kind.getSimpleName());
    }
    return table;
  }

  private static <T extends Document> Table<T> table(
      String name, Class<T> kind, int keyLength, String stateField, List<String> states) {
    var fields = Fields.of(kind);
    var lists = states.isEmpty() ? Map.<String, List<String>>of() : Map.of(stateField, states);
    var columns =
        IntStream.range(0, fields.size()).mapToObj(i -> Column.of(fields, i, lists)).toList();
    return new Table<>(name, fields, columns, keyLength);
  }

  private static List<String> jobStates() {
    return List.of(
        "ACTIVATED",
        "CANCELED",
        "COMPLETED",
        "CREATED",
        "ERROR_THROWN",
        "FAILED",
        "RETRIES_UPDATED",
        "TIMED_OUT");
  }

  private static List<String> batchStates() {
    return List.of("ACTIVE", "CANCELED", "COMPLETED", "CREATED", "FAILED", "PARTIALLY_COMPLETED");
  }

  /// The column of a field.
  ///
  /// @throws InvalidQueryException if there is no such field
  Column column(String field) {
    int index = fields.index(field);
    if (index < 0) {
      throw new InvalidQueryException(
          fields.kind().getSimpleName() + " has no field '" + field + "'");
    }
    return columns.get(index);
  }

  /// The columns that name a document.
  List<Column> key() {
    return columns.subList(0, keyLength);
  }

  /// The names of all columns, as a query lists them.
  String columnNames() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /// The document of a row that has all columns, in their order.
  T read(ResultSet row) throws SQLException {
    var values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).get(row, i + 1);
    }
    return fields.document(values);
  }
}
