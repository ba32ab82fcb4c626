package io.orrery.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes a plan as a BPMN file with its picture: steps from left to right.
final class Drawing {

  private static final int GAP = 50;
  private static final int PADDING = 40;
  private static final int JUMP_DEPTH = 110;

  private static final Map<String, String> TAGS =
      Map.of(
          "START_EVENT",
          "startEvent",
          "END_EVENT",
          "endEvent",
          "EXCLUSIVE_GATEWAY",
          "exclusiveGateway",
          "SERVICE_TASK",
          "serviceTask",
          Step.SUB_PROCESS,
          "subProcess");

  private final StringBuilder model = new StringBuilder();
  private final StringBuilder picture = new StringBuilder();
  private final Map<String, Integer> centers = new HashMap<>();

  private Drawing() {}

  static String of(Plan plan, int version) {
    var drawing = new Drawing();
    int middle = PADDING + height(plan.steps()) / 2;
    drawing.draw(plan.steps(), PADDING, middle);
    plan.jumps().forEach(jump -> drawing.jump(jump, middle));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions id="definitions" targetNamespace="https://orrery.io/bench"
        xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
        xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
        xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
    <bpmn:process id="%1$s" name="%2$s" isExecutable="true">
    <bpmn:documentation>Version %3$d</bpmn:documentation>
    %4$s</bpmn:process>
    <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="%1$s">
    %5$s</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
    </bpmn:definitions>
    """
        .formatted(plan.id(), plan.name(), version, drawing.model, drawing.picture);
  }

  private void draw(List<Step> steps, int left, int middle) {
    int x = left;
    String before = null;
    for (var step : steps) {
      shape(step, x, middle);
      if (before != null) {
        flow(before, step.id());
        edge(Plan.flow(before, step.id()), x - GAP, middle, x, middle);
      }
      before = step.id();
      centers.put(step.id(), x + width(step) / 2);
      x += width(step) + GAP;
    }
  }

  private void shape(Step step, int x, int middle) {
    var tag = TAGS.get(step.type());
    model.append("<bpmn:%s id=\"%s\" name=\"%s\">".formatted(tag, step.id(), step.name()));
    if (step.isTask()) {
      model.append(
          "<bpmn:extensionElements><zeebe:taskDefinition type=\"%s\"/></bpmn:extensionElements>"
              .formatted(step.id()));
    }
    var isOpen = step.inner().isEmpty() ? "" : " isExpanded=\"true\"";
    picture.append(
        """
        <bpmndi:BPMNShape id="%1$s_di" bpmnElement="%1$s"%6$s>
        <dc:Bounds x="%2$d" y="%3$d" width="%4$d" height="%5$d"/></bpmndi:BPMNShape>
        """
            .formatted(step.id(), x, middle - height(step) / 2, width(step), height(step), isOpen));
    if (!step.inner().isEmpty()) {
      model.append("<bpmn:multiInstanceLoopCharacteristics/>\n");
      draw(step.inner(), x + PADDING, middle);
    }
    model.append("</bpmn:%s>\n".formatted(tag));
  }

  private void flow(String from, String to) {
    model.append(
        "<bpmn:sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\"/>\n"
            .formatted(Plan.flow(from, to), from, to));
  }

  private void jump(Plan.Jump jump, int middle) {
    int from = centers.getOrDefault(jump.from(), 0);
    int to = centers.getOrDefault(jump.to(), 0);
    int deep = middle + JUMP_DEPTH;
    flow(jump.from(), jump.to());
    edge(Plan.flow(jump.from(), jump.to()), from, middle, from, deep, to, deep, to, middle);
  }

  private void edge(String flow, int... places) {
    picture.append("<bpmndi:BPMNEdge id=\"%1$s_di\" bpmnElement=\"%1$s\">".formatted(flow));
    for (int i = 0; i < places.length; i += 2) {
      picture.append("<di:waypoint x=\"%d\" y=\"%d\"/>".formatted(places[i], places[i + 1]));
    }
    picture.append("</bpmndi:BPMNEdge>\n");
  }

  private static int width(Step step) {
    if (!step.inner().isEmpty()) {
      int steps = step.inner().stream().mapToInt(Drawing::width).sum();
      return steps + (step.inner().size() - 1) * GAP + 2 * PADDING;
    }
    return step.isTask() ? 100 : small(step);
  }

  private static int height(Step step) {
    if (!step.inner().isEmpty()) {
      return height(step.inner()) + 2 * PADDING;
    }
    return step.isTask() ? 80 : small(step);
  }

  private static int height(List<Step> steps) {
    return steps.stream().mapToInt(Drawing::height).max().orElse(0);
  }

  private static int small(Step step) {
    return step.type().equals("EXCLUSIVE_GATEWAY") ? 50 : 36;
  }
}
