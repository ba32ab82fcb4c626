package io.orrery.bpmn.reading;

import io.orrery.bpmn.validation.Problems;
import io.orrery.bpmn.xml.Zeebe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/// The zeebe extension elements of one element.
///
/// @param node the element
/// @param elements the extension elements by name
record Extensions(Node node, Map<String, ModelElementInstance> elements) {

  static final String TASK_DEFINITION = "taskDefinition";
  static final String TASK_HEADERS = "taskHeaders";
  static final String IO_MAPPING = "ioMapping";
  static final String SUBSCRIPTION = "subscription";
  static final String ASSIGNMENT = "assignmentDefinition";
  static final String TASK_SCHEDULE = "taskSchedule";
  static final String FORM = "formDefinition";
  static final String PRIORITY = "priorityDefinition";
  static final String PROPERTIES = "properties";
  static final String VERSION_TAG = "versionTag";

  /// What tools note for themselves and what shows nothing but a form: never executed.
  private static final Set<String> SILENT = Set.of(PROPERTIES, "userTaskForm", "agentDefinition");

  /// What no element has yet, wherever it stands.
  private static final Set<String> LATER =
      Set.of(
          "executionListeners",
          "taskListeners",
          "userTask",
          "calledDecision",
          "script",
          "calledElement",
          "publishMessage",
          "linkedResources",
          "jobPriorityDefinition",
          "adHoc");

  static Extensions of(Node node, Problems problems) {
    var elements = new LinkedHashMap<String, ModelElementInstance>();
    for (var child : node.xml().getDomElement().getChildElements()) {
      if (child.getLocalName().equals("extensionElements")) {
        child.getChildElements().forEach(extension -> add(extension, node, elements, problems));
      }
    }
    return new Extensions(node, elements);
  }

  private static void add(
      DomElement extension,
      Node node,
      Map<String, ModelElementInstance> elements,
      Problems problems) {
    if (!Zeebe.NAMESPACE.equals(extension.getNamespaceURI())) {
      return;
    }
    var name = extension.getLocalName();
    var other = elements.putIfAbsent(name, Node.instance(extension, node.xml()));
    if (other != null && !SILENT.contains(name)) {
      problems.add(node.id(), "must have at most one zeebe:" + name);
    }
  }

  /// Refuses, by name, whatever stands here and is not executed.
  void allowOnly(Set<String> allowed, Problems problems) {
    for (var name : elements.keySet()) {
      if (LATER.contains(name)) {
        problems.add(node.id(), "zeebe:" + name + " is not supported yet");
      } else if (!allowed.contains(name) && !SILENT.contains(name)) {
        problems.add(node.id(), "zeebe:%s is not supported on %s".formatted(name, node.kind()));
      }
    }
  }

  boolean has(String name) {
    return elements.containsKey(name);
  }

  Zeebe.@Nullable TaskDefinition taskDefinition() {
    return (Zeebe.TaskDefinition) elements.get(TASK_DEFINITION);
  }

  Zeebe.@Nullable TaskHeaders taskHeaders() {
    return (Zeebe.TaskHeaders) elements.get(TASK_HEADERS);
  }

  Zeebe.@Nullable IoMapping ioMapping() {
    return (Zeebe.IoMapping) elements.get(IO_MAPPING);
  }

  Zeebe.@Nullable Subscription subscription() {
    return (Zeebe.Subscription) elements.get(SUBSCRIPTION);
  }

  Zeebe.@Nullable Assignment assignment() {
    return (Zeebe.Assignment) elements.get(ASSIGNMENT);
  }

  Zeebe.@Nullable TaskSchedule taskSchedule() {
    return (Zeebe.TaskSchedule) elements.get(TASK_SCHEDULE);
  }

  Zeebe.@Nullable FormDefinition form() {
    return (Zeebe.FormDefinition) elements.get(FORM);
  }

  Zeebe.@Nullable Priority priority() {
    return (Zeebe.Priority) elements.get(PRIORITY);
  }

  Zeebe.@Nullable Properties properties() {
    return (Zeebe.Properties) elements.get(PROPERTIES);
  }

  Zeebe.@Nullable VersionTag versionTag() {
    return (Zeebe.VersionTag) elements.get(VERSION_TAG);
  }
}
