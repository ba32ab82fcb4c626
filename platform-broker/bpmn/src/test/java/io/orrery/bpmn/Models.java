package io.orrery.bpmn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.DeploymentResult.Accepted;
import io.orrery.bpmn.DeploymentResult.Refused;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.ExecutableProcess;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/// Small models for tests, and what becomes of them.
public final class Models {

  /// The time in all tests.
  public static final Instant NOW = Instant.parse("2030-05-06T07:08:09Z");

  private static final Deployments DEPLOYMENTS = new Deployments(InstantSource.fixed(NOW));

  private Models() {}

  /// A file with a process `p` around the given elements, and messages and errors to refer to.
  public static String file(String elements) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
      <process id="p" name="The process" isExecutable="true">
        %s
      </process>
      <message id="paid" name="payment-received">
        <extensionElements><zeebe:subscription correlationKey="=orderId"/></extensionElements>
      </message>
      <message id="shipped" name="=&quot;shipped&quot;">
        <extensionElements><zeebe:subscription correlationKey="=orderId"/></extensionElements>
      </message>
      <message id="keyless" name="keyless"/>
      <message id="nameless">
        <extensionElements><zeebe:subscription correlationKey="=orderId"/></extensionElements>
      </message>
      <message id="variable" name="=name">
        <extensionElements><zeebe:subscription correlationKey="key"/></extensionElements>
      </message>
      <error id="declined" errorCode="DECLINED"/>
      <error id="computed" errorCode="=code"/>
      <error id="codeless"/>
    </definitions>
    """
        .formatted(elements);
  }

  /// `start → the given element, which must have the id "x" → end`.
  public static String around(String element, String... more) {
    return file(
        """
        <startEvent id="start"/>
        %s
        <endEvent id="end"/>
        <sequenceFlow id="in" sourceRef="start" targetRef="x"/>
        <sequenceFlow id="out" sourceRef="x" targetRef="end"/>
        %s
        """
            .formatted(element, String.join("\n", more)));
  }

  public static String flow(String id, String from, String to) {
    return "<sequenceFlow id='%s' sourceRef='%s' targetRef='%s'/>".formatted(id, from, to);
  }

  public static String flow(String id, String from, String to, String condition) {
    return "<sequenceFlow id='%s' sourceRef='%s' targetRef='%s'>%s</sequenceFlow>"
        .formatted(id, from, to, condition(condition));
  }

  private static String condition(String condition) {
    return "<conditionExpression xsi:type='tFormalExpression'>"
        + condition.replace("<", "&lt;")
        + "</conditionExpression>";
  }

  public static DeploymentResult read(String... files) {
    var resources =
        IntStream.range(0, files.length)
            .mapToObj(i -> resource(i == 0 ? "test.bpmn" : "test" + i + ".bpmn", files[i]))
            .toList();
    return DEPLOYMENTS.read(resources);
  }

  public static DeploymentResult read(List<Resource> resources) {
    return DEPLOYMENTS.read(resources);
  }

  public static Resource resource(String name, String text) {
    return new Resource(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public static ExecutableProcess process(String file) {
    var result = read(file);
    if (result instanceof Refused refused) {
      throw new AssertionError(refused.message());
    }
    return ((Accepted) result).processes().getFirst().process();
  }

  /// The element with an id, which must be of a type.
  public static <T extends Element> T element(String file, String id, Class<T> type) {
    var process = process(file);
    var element = process.byId(id);
    assertThat(element).isInstanceOf(type);
    return type.cast(requireNonNull(element));
  }

  /// Everything that is wrong with files, one text each.
  public static List<String> problems(String... files) {
    return switch (read(files)) {
      case Accepted _ -> List.of();
      case Refused refused -> refused.problems().stream().map(Object::toString).toList();
    };
  }

  public static ExecutableProcess again(String file, String processId) {
    return DEPLOYMENTS.readProcess(file.getBytes(StandardCharsets.UTF_8), processId);
  }
}
