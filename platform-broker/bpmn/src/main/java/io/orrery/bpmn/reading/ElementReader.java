package io.orrery.bpmn.reading;

import io.orrery.bpmn.model.Common;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Element.BoundaryEvent;
import io.orrery.bpmn.model.Element.CatchEvent;
import io.orrery.bpmn.model.Element.EndEvent;
import io.orrery.bpmn.model.Element.ExclusiveGateway;
import io.orrery.bpmn.model.Element.ParallelGateway;
import io.orrery.bpmn.model.Element.PassTask;
import io.orrery.bpmn.model.Element.ReceiveTask;
import io.orrery.bpmn.model.Element.SequenceFlow;
import io.orrery.bpmn.model.Element.StartEvent;
import io.orrery.bpmn.model.Element.SubProcess;
import io.orrery.bpmn.model.Element.ThrowEvent;
import io.orrery.bpmn.model.ElementType;
import io.orrery.bpmn.model.EventType;
import io.orrery.bpmn.model.Trigger;
import io.orrery.bpmn.reading.EventReader.Position;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one element, by the name of its XML element.
///
/// Whatever is not executed is refused by name and read as a task that does nothing, so that the
/// rest can still be checked.
record ElementReader(Outline outline, Links links, EventReader events, CommonReader commons) {

  private static final Set<String> JOB =
      Set.of(Extensions.TASK_DEFINITION, Extensions.TASK_HEADERS, Extensions.IO_MAPPING);

  private static final Set<String> USER_TASK =
      Set.of(
          Extensions.TASK_HEADERS,
          Extensions.IO_MAPPING,
          Extensions.ASSIGNMENT,
          Extensions.TASK_SCHEDULE,
          Extensions.FORM,
          Extensions.PRIORITY);

  private static final Set<String> MAPPED = Set.of(Extensions.IO_MAPPING);

  private static final Set<String> START = Set.of(Extensions.IO_MAPPING, Extensions.FORM);

  private static final Set<String> NOTHING = Set.of();

  Element read(Node node) {
    return switch (node.kind()) {
      case Node.SEQUENCE_FLOW -> sequenceFlow(node);
      case Node.SUB_PROCESS -> subProcess(node);
      case Node.START_EVENT -> startEvent(node);
      case "endEvent" -> endEvent(node);
      case "intermediateThrowEvent" -> throwEvent(node);
      case "intermediateCatchEvent" -> catchEvent(node);
      case Node.BOUNDARY_EVENT -> boundaryEvent(node);
      case "serviceTask" -> jobTask(node, ElementType.SERVICE_TASK);
      case "sendTask" -> jobTask(node, ElementType.SEND_TASK);
      case "scriptTask" -> jobTask(node, ElementType.SCRIPT_TASK);
      case "businessRuleTask" -> jobTask(node, ElementType.BUSINESS_RULE_TASK);
      case "userTask" -> userTask(node);
      case "receiveTask" -> receiveTask(node);
      case "manualTask" -> new PassTask(activity(node, ElementType.MANUAL_TASK, MAPPED));
      case "task" -> new PassTask(activity(node, ElementType.TASK, MAPPED));
      case "exclusiveGateway" -> exclusiveGateway(node);
      case "parallelGateway" ->
          new ParallelGateway(none(node, ElementType.PARALLEL_GATEWAY, NOTHING));
      default -> refused(node);
    };
  }

  private Element refused(Node node) {
    commons.refuse(node, node.kind() + " is not supported yet");
    return placeholder(node);
  }

  private Element placeholder(Node node) {
    return new PassTask(commons.bare(node, ElementType.TASK, EventType.UNSPECIFIED));
  }

  private Common none(Node node, ElementType type, Set<String> allowed) {
    return commons.read(node, type, EventType.UNSPECIFIED, allowed);
  }

  private Common activity(Node node, ElementType type, Set<String> allowed) {
    commons.checkActivity(node);
    return none(node, type, allowed);
  }

  private Element sequenceFlow(Node node) {
    var common = none(node, ElementType.SEQUENCE_FLOW, NOTHING);
    var condition = commons.condition(node);
    var source = outline.byId(node.reference("sourceRef"));
    var isDefault = source != null && node.id().equals(source.reference("default"));
    return new SequenceFlow(
        common, links.source(node), links.target(node), isDefault ? null : condition);
  }

  private Element subProcess(Node node) {
    if (node.isTrue("triggeredByEvent")) {
      commons.refuse(node, "event sub-process is not supported yet");
    }
    var start =
        outline.nodes().stream()
            .filter(inner -> inner.scope() == node.index() && inner.is(Node.START_EVENT))
            .mapToInt(Node::index)
            .findFirst()
            .orElse(-1);
    return new SubProcess(activity(node, ElementType.SUB_PROCESS, MAPPED), start);
  }

  private Element startEvent(Node node) {
    var trigger = events.trigger(node, events.definition(node), Position.START);
    return new StartEvent(event(node, ElementType.START_EVENT, trigger, START), trigger);
  }

  private Common event(Node node, ElementType type, Trigger trigger, Set<String> allowed) {
    var eventType =
        switch (trigger) {
          case Trigger.NoTrigger _ -> EventType.NONE;
          case Trigger.MessageTrigger _ -> EventType.MESSAGE;
          case Trigger.TimerTrigger _ -> EventType.TIMER;
          case Trigger.ErrorTrigger _ -> EventType.ERROR;
        };
    return commons.read(node, type, eventType, allowed);
  }

  private Element endEvent(Node node) {
    var type = ElementType.END_EVENT;
    var definition = events.definition(node);
    return switch (definition == null ? "" : Node.kind(definition)) {
      case "" -> new EndEvent(commons.read(node, type, EventType.NONE, MAPPED), null);
      case EventReader.MESSAGE -> messageThrow(node, type);
      case EventReader.ERROR -> {
        var code = definition == null ? null : events.thrownError(node, definition);
        yield new EndEvent(commons.read(node, type, EventType.ERROR, MAPPED), code);
      }
      case String kind -> refusedEvent(node, kind);
    };
  }

  private Element throwEvent(Node node) {
    var type = ElementType.INTERMEDIATE_THROW_EVENT;
    var definition = events.definition(node);
    return switch (definition == null ? "" : Node.kind(definition)) {
      case "" -> new ThrowEvent(commons.read(node, type, EventType.NONE, MAPPED));
      case EventReader.MESSAGE -> messageThrow(node, type);
      case String kind -> refusedEvent(node, kind);
    };
  }

  private Element messageThrow(Node node, ElementType type) {
    var common = commons.read(node, type, EventType.MESSAGE, JOB);
    return commons.jobs().task(node, common, commons.extensions(node));
  }

  private Element refusedEvent(Node node, String definition) {
    commons.refuse(node);
    events.refuse(node, definition);
    return placeholder(node);
  }

  private Element catchEvent(Node node) {
    var definition = events.definition(node);
    if (definition == null) {
      commons.refuse(node, "must have an event definition: a message or a timer");
      return placeholder(node);
    }
    var trigger = trigger(node, Position.CATCH);
    return new CatchEvent(
        event(node, ElementType.INTERMEDIATE_CATCH_EVENT, trigger, MAPPED), trigger);
  }

  private Element boundaryEvent(Node node) {
    var interrupting = !node.isFalse("cancelActivity");
    var definitions = EventReader.definitions(node);
    if (definitions.isEmpty()) {
      commons.refuse(node, "must have an event definition: a message, a timer or an error");
    }
    var trigger = trigger(node, interrupting ? Position.INTERRUPTING_BOUNDARY : Position.BOUNDARY);
    var common = event(node, ElementType.BOUNDARY_EVENT, trigger, MAPPED);
    return new BoundaryEvent(common, links.attachedTo(node), interrupting, trigger);
  }

  private Trigger trigger(Node node, Position position) {
    var trigger = events.trigger(node, events.definition(node), position);
    if (trigger instanceof Trigger.NoTrigger) {
      commons.refuse(node);
    }
    return trigger;
  }

  private Element jobTask(Node node, ElementType type) {
    var common = activity(node, type, JOB);
    return commons.jobs().task(node, common, commons.extensions(node));
  }

  private Element userTask(Node node) {
    var common = activity(node, ElementType.USER_TASK, USER_TASK);
    return commons.jobs().userTask(node, common, commons.extensions(node));
  }

  private Element receiveTask(Node node) {
    if (node.isTrue("instantiate")) {
      commons.refuse(node, "receiveTask with instantiate is not supported");
    }
    var common = activity(node, ElementType.RECEIVE_TASK, MAPPED);
    return new ReceiveTask(common, events.message(node, node.xml(), false));
  }

  private Element exclusiveGateway(Node node) {
    return new ExclusiveGateway(
        none(node, ElementType.EXCLUSIVE_GATEWAY, NOTHING), defaultFlow(node));
  }

  private int defaultFlow(Node node) {
    @Nullable Node flow = outline.byId(node.reference("default"));
    return flow == null ? -1 : flow.index();
  }
}
