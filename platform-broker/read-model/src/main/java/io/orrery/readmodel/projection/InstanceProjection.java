package io.orrery.readmodel.projection;

import static io.orrery.readmodel.projection.Projection.keyOrNull;
import static io.orrery.readmodel.projection.Projection.time;

import io.orrery.exporter.api.IncidentValue;
import io.orrery.exporter.api.ProcessInstanceValue;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;

/// What happens to process instances, their elements, flows and incidents.
final class InstanceProjection {

  private static final String PROCESS = "PROCESS";

  private final Definitions definitions;

  InstanceProjection(Definitions definitions) {
    this.definitions = definitions;
  }

  void project(Record record, ProcessInstanceValue value, ProjectionTarget target) {
    var isInstance = value.bpmnElementType().equals(PROCESS);
    switch (record.intent()) {
      case "ELEMENT_ACTIVATING" -> {
        if (isInstance) {
          instanceBegins(record, value, target);
        } else {
          elementBegins(record, value, target);
        }
      }
      case "ELEMENT_COMPLETED" -> ends(record, value, "COMPLETED", target);
      case "ELEMENT_TERMINATED" -> ends(record, value, "TERMINATED", target);
      case "SEQUENCE_FLOW_TAKEN" -> flowTaken(record, value, target);
      default -> {
        // On its way to one of these.
      }
    }
  }

  private void instanceBegins(Record record, ProcessInstanceValue value, ProjectionTarget target) {
    var definition = definitions.find(value.processDefinitionKey());
    var instance =
        new ProcessInstance(
            value.processInstanceKey(),
            value.bpmnProcessId(),
            definition.name(),
            value.version(),
            definition.versionTag(),
            value.processDefinitionKey(),
            keyOrNull(value.parentProcessInstanceKey()),
            keyOrNull(value.parentElementInstanceKey()),
            time(record),
            null,
            "ACTIVE",
            false,
            value.tenantId());
    target.change(Change.birth(instance, record.key(), record.position()));
    target.instances(record.timestamp(), 1, 0);
  }

  private void elementBegins(Record record, ProcessInstanceValue value, ProjectionTarget target) {
    var definition = definitions.find(value.processDefinitionKey());
    var element =
        new ElementInstance(
            record.key(),
            value.processInstanceKey(),
            value.bpmnProcessId(),
            value.processDefinitionKey(),
            value.elementId(),
            definition.elementNames().get(value.elementId()),
            value.bpmnElementType(),
            value.flowScopeKey(),
            time(record),
            null,
            record.position(),
            null,
            "ACTIVE",
            false,
            null,
            value.tenantId());
    target.change(Change.birth(element, record.key(), record.position()));
    target.elements(value.processDefinitionKey(), value.elementId(), 1, 0, 0);
  }

  private static void ends(
      Record record, ProcessInstanceValue value, String state, ProjectionTarget target) {
    if (value.bpmnElementType().equals(PROCESS)) {
      target.change(
          Change.update(ProcessInstance.class, record.key(), record.position())
              .set("endDate", time(record))
              .set("state", state));
      target.instances(record.timestamp(), 0, 1);
      return;
    }
    target.change(
        Change.update(ElementInstance.class, record.key(), record.position())
            .set("endDate", time(record))
            .set("endPosition", record.position())
            .set("state", state));
    int completed = state.equals("COMPLETED") ? 1 : 0;
    target.elements(value.processDefinitionKey(), value.elementId(), -1, completed, 1 - completed);
  }

  private static void flowTaken(
      Record record, ProcessInstanceValue value, ProjectionTarget target) {
    var flow =
        new SequenceFlow(
            value.processInstanceKey(),
            value.elementId(),
            value.processDefinitionKey(),
            value.bpmnProcessId(),
            0,
            value.tenantId());
    var key = new FlowKey(value.processInstanceKey(), value.elementId());
    target.change(Change.put(flow, key, record.position()).add(1));
  }

  void incident(Record record, IncidentValue value, ProjectionTarget target) {
    if (record.intent().equals("CREATED")) {
      raised(record, value, target);
    } else if (record.intent().equals("RESOLVED")) {
      target.change(
          Change.update(Incident.class, record.key(), record.position())
              .set("resolutionTime", time(record))
              .set("state", "RESOLVED"));
      flag(record, value, -1, target);
    }
  }

  private static void raised(Record record, IncidentValue value, ProjectionTarget target) {
    var incident =
        new Incident(
            record.key(),
            value.errorType(),
            value.errorMessage(),
            value.errorMessage().hashCode(),
            value.bpmnProcessId(),
            value.processDefinitionKey(),
            value.processInstanceKey(),
            value.elementId(),
            value.elementInstanceKey(),
            keyOrNull(value.jobKey()),
            time(record),
            null,
            "ACTIVE",
            value.tenantId());
    target.change(Change.birth(incident, record.key(), record.position()));
    flag(record, value, 1, target);
  }

  private static void flag(Record record, IncidentValue value, int more, ProjectionTarget target) {
    target.change(
        Change.update(ElementInstance.class, value.elementInstanceKey(), record.position())
            .set("hasIncident", more > 0)
            .set("incidentKey", more > 0 ? record.key() : null));
    target.change(
        Change.update(ProcessInstance.class, value.processInstanceKey(), record.position())
            .add(more));
  }
}
