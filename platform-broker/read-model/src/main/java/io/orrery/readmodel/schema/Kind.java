package io.orrery.readmodel.schema;

import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.BatchState;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A kind of document.
///
/// @param name its name, in snake case
/// @param all what is known of each field, in the order of the fields
/// @param keyLength how many fields, from the first one, name a document
public record Kind<T extends Document>(
    String name, Fields<T> fields, List<Field> all, int keyLength) {

  private static final List<String> LIFE = List.of("ACTIVE", "COMPLETED", "TERMINATED");

  private static final Map<Class<? extends Document>, Kind<?>> KNOWN =
      Stream.of(
              kind("process_definition", ProcessDefinition.class, 1, "", List.of()),
              kind("process_instance", ProcessInstance.class, 1, "state", LIFE),
              kind("element_instance", ElementInstance.class, 1, "state", LIFE),
              kind("variable", Variable.class, 1, "", List.of()),
              kind("incident", Incident.class, 1, "state", List.of("ACTIVE", "RESOLVED")),
              kind("job", Job.class, 1, "state", jobStates()),
              kind("message", Message.class, 1, "state", List.of("EXPIRED", "PUBLISHED")),
              kind(
                  "message_subscription",
                  MessageSubscription.class,
                  1,
                  "messageSubscriptionState",
                  List.of("CORRELATED", "CREATED", "DELETED")),
              kind("timer", Timer.class, 1, "state", List.of("CANCELED", "CREATED", "TRIGGERED")),
              kind("sequence_flow", SequenceFlow.class, 2, "", List.of()),
              kind(
                  "batch_operation",
                  BatchOperation.class,
                  1,
                  "state",
                  inOrder(BatchState.OF_OPERATIONS)),
              kind(
                  "batch_operation_item",
                  BatchOperationItem.class,
                  2,
                  "state",
                  inOrder(BatchState.OF_ITEMS)))
          .collect(Collectors.toUnmodifiableMap(Kind::type, kind -> kind));

  // A kind is kept under the class of its documents.
  @SuppressWarnings("unchecked")
  public static <T extends Document> Kind<T> of(Class<T> type) {
    var kind = (Kind<T>) KNOWN.get(type);
    if (kind == null) {
      throw new InvalidQueryException("there are no documents of kind " + type.getSimpleName());
    }
    return kind;
  }

  private static <T extends Document> Kind<T> kind(
      String name, Class<T> type, int keyLength, String stateField, List<String> states) {
    var fields = Fields.of(type);
    var all =
        IntStream.range(0, fields.size())
            .mapToObj(i ->
                Field.of(fields, i, fields.names().get(i).equals(stateField) ? states : List.of()))
            .toList();
    return new Kind<>(name, fields, all, keyLength);
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

  /// In the order of the alphabet, as the others are: it is how they are numbered.
  private static List<String> inOrder(Set<String> states) {
    return states.stream().sorted().toList();
  }

  /// All kinds that there are.
  public static List<Kind<?>> known() {
    return List.copyOf(KNOWN.values());
  }

  /// The class of the documents.
  public Class<T> type() {
    return fields.kind();
  }

  /// @throws InvalidQueryException if there is no such field
  public Field field(String name) {
    int index = fields.index(name);
    if (index < 0) {
      throw new InvalidQueryException(
          fields.kind().getSimpleName() + " has no field '" + name + "'");
    }
    return all.get(index);
  }

  /// The fields that name a document.
  public List<Field> key() {
    return all.subList(0, keyLength);
  }

  /// The only field that names a document.
  ///
  /// @throws InvalidQueryException if there are several
  public Field onlyKey() {
    if (keyLength > 1) {
      throw new InvalidQueryException(fields.kind().getSimpleName() + " has no key of its own");
    }
    return all.getFirst();
  }
}
