package io.orrery.bpmn.reading;

import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.model.Common;
import io.orrery.bpmn.model.ElementType;
import io.orrery.bpmn.model.EventType;
import io.orrery.bpmn.model.Indexes;
import io.orrery.bpmn.model.Mapping;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what all elements have, and keeps the list of those that were refused.
final class CommonReader {

  private final Links links;
  private final Texts texts;
  private final JobReader jobs;
  private final MappingReader mappings;
  private final Map<Integer, Extensions> extensions = new HashMap<>();
  private final Set<Integer> refused;

  /// @param refused where the indexes go of elements that are not executed
  CommonReader(Links links, Texts texts, Set<Integer> refused) {
    this.links = links;
    this.texts = texts;
    this.jobs = new JobReader(texts);
    this.mappings = new MappingReader(texts);
    this.refused = refused;
  }

  JobReader jobs() {
    return jobs;
  }

  Extensions extensions(Node node) {
    return extensions.computeIfAbsent(node.index(), index -> Extensions.of(node, texts.problems()));
  }

  void refuse(Node node) {
    refused.add(node.index());
  }

  void refuse(Node node, String reason) {
    refuse(node);
    texts.problems().add(node.id(), reason);
  }

  Common read(Node node, ElementType type, EventType eventType, Set<String> allowed) {
    var extensions = extensions(node);
    extensions.allowOnly(allowed, texts.problems());
    checkLengths(node);
    var io = extensions.ioMapping();
    var inputs = io == null ? List.<Mapping>of() : mappings.read(node, "input", io.inputs());
    var outputs = io == null ? List.<Mapping>of() : mappings.read(node, "output", io.outputs());
    if (!inputs.isEmpty() && !takesInputs(type, allowed)) {
      texts.problems().add(node.id(), "input mappings are not supported on " + node.kind());
    }
    return new Common(
        node.index(),
        node.id(),
        node.name(),
        type,
        eventType,
        node.scope(),
        links.incoming(node),
        links.outgoing(node),
        inputs,
        outputs,
        links.boundaryEvents(node),
        properties(extensions));
  }

  /// What stands for an element that was refused.
  Common bare(Node node, ElementType type, EventType eventType) {
    return new Common(
        node.index(),
        node.id(),
        node.name(),
        type,
        eventType,
        node.scope(),
        links.incoming(node),
        links.outgoing(node),
        List.of(),
        List.of(),
        Indexes.NONE,
        Map.of());
  }

  private void checkLengths(Node node) {
    var name = node.name();
    if (node.id().length() > Texts.MAX_LENGTH) {
      texts.problems().add("", "an id is longer than " + Texts.MAX_LENGTH);
    } else if (name != null && name.length() > Texts.MAX_LENGTH) {
      texts.problems().add(node.id(), "the name is longer than " + Texts.MAX_LENGTH);
    }
  }

  /// Activities and events with a job have a scope for what comes in; other elements do not.
  private static boolean takesInputs(ElementType type, Set<String> allowed) {
    return switch (type) {
      case START_EVENT, INTERMEDIATE_CATCH_EVENT, BOUNDARY_EVENT -> false;
      case END_EVENT, INTERMEDIATE_THROW_EVENT -> allowed.contains(Extensions.TASK_DEFINITION);
      case PROCESS, SEQUENCE_FLOW, EXCLUSIVE_GATEWAY, PARALLEL_GATEWAY -> false;
      case SUB_PROCESS, SERVICE_TASK, SEND_TASK, SCRIPT_TASK, BUSINESS_RULE_TASK -> true;
      case USER_TASK, RECEIVE_TASK, MANUAL_TASK, TASK -> true;
    };
  }

  private static Map<String, String> properties(Extensions extensions) {
    var element = extensions.properties();
    if (element == null) {
      return Map.of();
    }
    var properties = new LinkedHashMap<String, String>();
    for (var property : element.all()) {
      if (property.name() != null && property.value() != null) {
        properties.put(property.name(), property.value());
      }
    }
    return Collections.unmodifiableMap(properties);
  }

  /// Notes what an activity has that is not executed.
  void checkActivity(Node node) {
    for (var child : node.children()) {
      switch (Node.kind(child)) {
        case "multiInstanceLoopCharacteristics" ->
            refuse(node, "multi-instance is not supported yet");
        case "standardLoopCharacteristics" -> refuse(node, "the loop marker is not supported");
        default -> {}
      }
    }
    if (node.isTrue("isForCompensation")) {
      refuse(node, "compensation is not supported yet");
    }
    if (node.attribute("default") != null) {
      texts.problems().add(node.id(), "a default flow is only supported on exclusiveGateway");
    }
  }

  /// The condition of a sequence flow, or null.
  @Nullable Expression condition(Node node) {
    for (var child : node.children()) {
      if (Node.kind(child).equals("conditionExpression")) {
        return texts.feel(node, "condition", Node.text(child));
      }
    }
    return null;
  }
}
