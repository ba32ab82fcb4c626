package io.orrery.engine.testing;

import io.orrery.bpmn.Deployments;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.Event;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.TimerEvent;
import io.orrery.protocol.VariableEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a log tells of processes, by the names of the model.
public final class History {

  private final List<LogRecord> records;
  private final Deployments deployments = new Deployments(() -> Instant.EPOCH);
  private final Map<Long, ExecutableProcess> models = new HashMap<>();

  History(List<LogRecord> records) {
    this.records = records;
  }

  public Stream<LogRecord> all() {
    return records.stream();
  }

  public <E extends Event> Stream<E> events(Class<E> type) {
    return all().map(LogRecord::content).filter(type::isInstance).map(type::cast);
  }

  /// The key of the only record with an event of this type.
  public <E extends Event> long keyOf(Class<E> type) {
    return all().filter(each -> type.isInstance(each.content())).findFirst().orElseThrow().key();
  }

  public String idOf(ElementValue value) {
    return element(value.definitionKey(), value.element()).id();
  }

  public Element element(long definitionKey, int index) {
    return models.computeIfAbsent(definitionKey, this::read).element(index);
  }

  private ExecutableProcess read(long key) {
    var process =
        events(DeploymentEvent.ProcessCreated.class)
            .map(DeploymentEvent.ProcessCreated::process)
            .filter(each -> each.key() == key)
            .findFirst()
            .map(DeployedProcess.class::cast)
            .orElseThrow();
    return deployments.readProcess(process.resource().bytes(), process.processId());
  }

  /// What happened to the elements of an instance, such as `pay ACTIVATED`, in order.
  public List<String> life(long instanceKey) {
    var life = new ArrayList<String>();
    events(ElementEvent.class)
        .filter(each -> each.value().instanceKey() == instanceKey)
        .filter(each -> !(each instanceof ElementEvent.FlowTaken))
        .forEach(each -> life.add(idOf(each.value()) + " " + name(each)));
    return life;
  }

  /// The keys and ids of the element instances that were entered and not left.
  public Map<Long, String> open(long instanceKey) {
    var open = new LinkedHashMap<Long, String>();
    for (var each : records) {
      if (each.content() instanceof ElementEvent event
          && event.value().instanceKey() == instanceKey) {
        switch (event) {
          case ElementEvent.Activating(var value, _) -> open.put(each.key(), idOf(value));
          case ElementEvent.Completed _, ElementEvent.Terminated _ -> open.remove(each.key());
          case ElementEvent.Activated _,
              ElementEvent.Completing _,
              ElementEvent.Terminating _,
              ElementEvent.FlowTaken _ -> {
            // still there
          }
        }
      }
    }
    return open;
  }

  /// The keys of the element instances with an id, oldest first.
  public List<Long> keysOf(long instanceKey, String id) {
    return all()
        .filter(each ->
            each.content() instanceof ElementEvent.Activating(var value, _)
                && value.instanceKey() == instanceKey
                && idOf(value).equals(id))
        .map(LogRecord::key)
        .toList();
  }

  /// The newest values of the variables that were ever written in a scope.
  public Map<String, String> variables(long scopeKey) {
    var values = new LinkedHashMap<String, String>();
    events(VariableEvent.class)
        .forEach(event -> {
          switch (event) {
            case VariableEvent.Created(var scope, _, _, var document) ->
                put(scope == scopeKey, document, values);
            case VariableEvent.Updated(var scope, _, _, var document, _) ->
                put(scope == scopeKey, document, values);
            case VariableEvent.DocumentUpdated _ -> {
              // the others say it
            }
          }
        });
    return values;
  }

  private static void put(boolean wanted, Document document, Map<String, String> values) {
    if (wanted) {
      document.values().forEach((name, value) -> values.put(name, new String(value)));
    }
  }

  /// The incidents that are not resolved, by key.
  public Map<Long, Incident> incidents() {
    var open = new LinkedHashMap<Long, Incident>();
    for (var each : records) {
      if (each.content() instanceof IncidentEvent.Raised(var incident)) {
        open.put(each.key(), incident);
      } else if (each.content() instanceof IncidentEvent.Resolved) {
        open.remove(each.key());
      }
    }
    return open;
  }

  /// Whether a start event waits for its time.
  public boolean hasStartTimers() {
    var count = 0;
    for (var each : records) {
      if (each.content() instanceof TimerEvent event && event.timer().elementKey() < 0) {
        count += event instanceof TimerEvent.Created ? 1 : -1;
      }
    }
    return count > 0;
  }

  /// The keys of all instances, oldest first.
  public List<Long> instances() {
    return events(ElementEvent.Activating.class)
        .map(ElementEvent.Activating::value)
        .filter(each -> each.scopeKey() < 0)
        .map(ElementValue::instanceKey)
        .toList();
  }

  /// The keys of the instances that have not ended.
  public Set<Long> openInstances() {
    var open = new LinkedHashSet<Long>();
    for (var each : records) {
      if (each.content() instanceof ElementEvent event && event.value().scopeKey() < 0) {
        switch (event) {
          case ElementEvent.Completed _, ElementEvent.Terminated _ -> open.remove(each.key());
          case ElementEvent.Activating _,
              ElementEvent.Activated _,
              ElementEvent.Completing _,
              ElementEvent.Terminating _ ->
              open.add(each.key());
          case ElementEvent.FlowTaken _ ->
              throw new AssertionError("a flow outside of a process: " + each);
        }
      }
    }
    return open;
  }

  /// The name of an event as the public records show it.
  public static String name(Event event) {
    return event.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase();
  }
}
