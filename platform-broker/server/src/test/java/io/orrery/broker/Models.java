package io.orrery.broker;

/// Processes for tests.
public final class Models {

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          id="definitions" targetNamespace="http://orrery.io/tests">
      """;

  private Models() {}

  /// Start, one service task of type `work`, end.
  public static String oneTask() {
    return HEAD
        + """
        <bpmn:process id="one-task" isExecutable="true">
          <bpmn:startEvent id="start"/>
          <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task"/>
          <bpmn:serviceTask id="task">
            <bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>
          </bpmn:serviceTask>
          <bpmn:sequenceFlow id="b" sourceRef="task" targetRef="end"/>
          <bpmn:endEvent id="end"/>
        </bpmn:process>
        </bpmn:definitions>
        """;
  }

  /// Start, catch the message `paid` by the variable `order`, end.
  public static String message() {
    return HEAD
        + """
        <bpmn:message id="m" name="paid">
          <bpmn:extensionElements>
            <zeebe:subscription correlationKey="=order"/>
          </bpmn:extensionElements>
        </bpmn:message>
        <bpmn:process id="message" isExecutable="true">
          <bpmn:startEvent id="start"/>
          <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="catch"/>
          <bpmn:intermediateCatchEvent id="catch">
            <bpmn:messageEventDefinition id="d" messageRef="m"/>
          </bpmn:intermediateCatchEvent>
          <bpmn:sequenceFlow id="b" sourceRef="catch" targetRef="end"/>
          <bpmn:endEvent id="end"/>
        </bpmn:process>
        </bpmn:definitions>
        """;
  }

  /// Start, one service task of type `work` with an input mapping, end.
  public static String taskWithInput(String id, String source) {
    return oneTask()
        .replace("\"one-task\"", "\"" + id + "\"")
        .replace(
            "<zeebe:taskDefinition type=\"work\"/>",
            "<zeebe:taskDefinition type=\"work\"/><zeebe:ioMapping><zeebe:input source=\"%s\""
                    .formatted(source.replace("\"", "&quot;"))
                + " target=\"x\"/></zeebe:ioMapping>");
  }

  /// Begins at a time that an expression says.
  public static String startTimer(String date) {
    return oneTask()
        .replace(
            "<bpmn:startEvent id=\"start\"/>",
            """
            <bpmn:startEvent id="start">
              <bpmn:timerEventDefinition id="t">
                <bpmn:timeDate xsi:type="bpmn:tFormalExpression">%s</bpmn:timeDate>
              </bpmn:timerEventDefinition>
            </bpmn:startEvent>
            """
                .formatted(date));
  }
}
