package io.orrery.bpmn.reading;

import io.orrery.bpmn.validation.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// The elements of a process in the order of their indexes: the process, then its flow nodes and
/// sequence flows in document order, a sub-process before what is in it.
///
/// The order must never change: the log refers to elements by their index.
final class Outline {

  /// How many flow nodes and sequence flows a process may have.
  static final int MAX_ELEMENTS = 10_000;

  /// What may stand in a process or sub-process without being executed.
  private static final Set<String> SILENT =
      Set.of(
          "documentation",
          "extensionElements",
          "auditing",
          "monitoring",
          "property",
          "laneSet",
          "dataObject",
          "dataObjectReference",
          "dataStoreReference",
          "association",
          "textAnnotation",
          "group",
          "incoming",
          "outgoing",
          "ioSpecification",
          "dataInputAssociation",
          "dataOutputAssociation",
          "resourceRole",
          "performer",
          "humanPerformer",
          "potentialOwner",
          "correlationSubscription",
          "supports",
          "supportedInterfaceRef",
          "multiInstanceLoopCharacteristics",
          "standardLoopCharacteristics");

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Node> byId = new HashMap<>();
  private final Problems problems;

  private Outline(Problems problems) {
    this.problems = problems;
  }

  static Outline of(ModelElementInstance process, String processId, Problems problems) {
    var outline = new Outline(problems);
    outline.nodes.add(new Node(0, -1, processId, process));
    outline.walk(process, 0);
    if (outline.nodes.size() > MAX_ELEMENTS) {
      problems.add(processId, "has more than " + MAX_ELEMENTS + " elements");
    }
    return outline;
  }

  private void walk(ModelElementInstance scope, int scopeIndex) {
    for (var child : Node.children(scope)) {
      if (SILENT.contains(Node.kind(child))) {
        continue;
      }
      if (nodes.size() > MAX_ELEMENTS) {
        return;
      }
      var node = add(child, scopeIndex);
      if (node.is(Node.SUB_PROCESS)) {
        walk(child, node.index());
      }
    }
  }

  private Node add(ModelElementInstance xml, int scope) {
    var id = xml.getAttributeValue("id");
    if (id == null || id.isBlank()) {
      var name = xml.getAttributeValue("name");
      problems.add(
          "the " + Node.kind(xml) + (name == null ? "" : " '" + name + "'") + " must have an id");
    }
    var node = new Node(nodes.size(), scope, id == null ? "" : id, xml);
    nodes.add(node);
    byId.putIfAbsent(node.id(), node);
    return node;
  }

  List<Node> nodes() {
    return nodes;
  }

  /// The flow node or sequence flow with an id, or null.
  @Nullable Node byId(@Nullable String id) {
    return id == null ? null : byId.get(id);
  }
}
