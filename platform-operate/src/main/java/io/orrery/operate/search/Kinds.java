package io.orrery.operate.search;

import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.BatchState;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.document.Variable;
import java.util.Map;
import java.util.Set;

/// The kinds of documents that can be asked for.
public final class Kinds {

  private static final Set<String> LIFE = Set.of("ACTIVE", "COMPLETED", "TERMINATED");
  private static final Set<String> ANY = Set.of();

  public static final Kind<ProcessInstance> PROCESS_INSTANCE =
      new Kind<>(ProcessInstance.class, Map.of("state", LIFE), Map.of(), InstanceClauses.all());

  public static final Kind<ProcessDefinition> PROCESS_DEFINITION =
      plain(ProcessDefinition.class, Map.of());

  public static final Kind<ElementInstance> ELEMENT_INSTANCE =
      new Kind<>(
          ElementInstance.class,
          Map.of("state", LIFE, "type", ANY),
          Map.of("elementInstanceScopeKey", "scopeKey"),
          Map.of());

  public static final Kind<Variable> VARIABLE = plain(Variable.class, Map.of());

  public static final Kind<Incident> INCIDENT =
      new Kind<>(
          Incident.class,
          Map.of("state", Set.of("ACTIVE", "RESOLVED"), "errorType", ANY),
          Map.of("incidentErrorHashCode", "errorHashCode"),
          Map.of());

  public static final Kind<Job> JOB =
      plain(
          Job.class,
          Map.of(
              "kind",
              ANY,
              "state",
              Set.of(
                  "CREATED",
                  "ACTIVATED",
                  "COMPLETED",
                  "FAILED",
                  "ERROR_THROWN",
                  "TIMED_OUT",
                  "RETRIES_UPDATED",
                  "CANCELED")));

  public static final Kind<MessageSubscription> MESSAGE_SUBSCRIPTION =
      plain(
          MessageSubscription.class,
          Map.of("messageSubscriptionState", Set.of("CREATED", "CORRELATED", "DELETED")));

  public static final Kind<Message> MESSAGE =
      plain(Message.class, Map.of("state", Set.of("PUBLISHED", "EXPIRED")));

  public static final Kind<Timer> TIMER =
      plain(Timer.class, Map.of("state", Set.of("CREATED", "TRIGGERED", "CANCELED")));

  public static final Kind<SequenceFlow> SEQUENCE_FLOW = plain(SequenceFlow.class, Map.of());

  public static final Kind<BatchOperation> BATCH_OPERATION =
      new Kind<>(
          BatchOperation.class,
          Map.of(
              "state",
              BatchState.OF_OPERATIONS,
              "batchOperationType",
              Set.of("CANCEL_PROCESS_INSTANCE", "RESOLVE_INCIDENT")),
          Map.of("actorId", "actor", "operationType", "batchOperationType"),
          Map.of());

  public static final Kind<BatchOperationItem> BATCH_OPERATION_ITEM =
      plain(BatchOperationItem.class, Map.of("state", BatchState.OF_ITEMS));

  private Kinds() {}

  /// A kind whose filters say nothing beyond its fields.
  ///
  /// @param enumerations the fields that are enumerations with their values, none for any word
  public static <T extends Record> Kind<T> plain(
      Class<T> type, Map<String, Set<String>> enumerations) {
    return new Kind<>(type, enumerations, Map.of(), Map.of());
  }
}
