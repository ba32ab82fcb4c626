package io.orrery.bpmn.reading;

import static io.orrery.bpmn.Models.around;
import static io.orrery.bpmn.Models.element;
import static io.orrery.bpmn.Models.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.model.Element.JobTask;
import io.orrery.bpmn.model.ElementType;
import io.orrery.bpmn.model.EventType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobTaskTest {

  private static String task(String kind, String extensions) {
    return around(
        "<%s id='x' name='Pay'><extensionElements>%s</extensionElements></%s>"
            .formatted(kind, extensions, kind));
  }

  @ParameterizedTest
  @CsvSource({
    "serviceTask, SERVICE_TASK",
    "sendTask, SEND_TASK",
    "scriptTask, SCRIPT_TASK",
    "businessRuleTask, BUSINESS_RULE_TASK"
  })
  void readsATaskThatAWorkerDoes(String kind, ElementType type) {
    var task = element(task(kind, "<zeebe:taskDefinition type='pay'/>"), "x", JobTask.class);

    assertThat(task.type()).isEqualTo(type);
    assertThat(task.common().name()).isEqualTo("Pay");
    assertThat(task.common().eventType()).isEqualTo(EventType.UNSPECIFIED);
    assertThat(task.jobType().source()).isEqualTo("pay");
    assertThat(task.jobType().isStatic()).isTrue();
    assertThat(task.retries().source()).isEqualTo("3");
    assertThat(task.headers()).isEmpty();
    assertThat(task.user()).isNull();
  }

  @Test
  void readsExpressionsAndHeadersInOrder() {
    var task =
        element(
            task(
                "serviceTask",
                """
                <zeebe:taskDefinition type='=kind + "-pay"' retries='=tries'/>
                <zeebe:taskHeaders>
                  <zeebe:header key='z' value='1'/><zeebe:header key='a' value=''/>
                </zeebe:taskHeaders>
                <zeebe:properties><zeebe:property name='n' value='v'/></zeebe:properties>
                """),
            "x",
            JobTask.class);

    assertThat(task.jobType().isStatic()).isFalse();
    assertThat(task.jobType().variableNames()).containsExactly("kind");
    assertThat(task.retries().text()).isEqualTo("tries");
    assertThat(task.headers()).containsExactly(entry("z", "1"), entry("a", ""));
    assertThat(task.common().properties()).containsExactly(entry("n", "v"));
  }

  private static Map.Entry<String, String> entry(String key, String value) {
    return Map.entry(key, value);
  }

  @Test
  void readsMessageThrowAndEndEventsAsJobs() {
    var thrown =
        element(
            around(
                """
                <intermediateThrowEvent id='x'>
                  <extensionElements><zeebe:taskDefinition type='send'/></extensionElements>
                  <messageEventDefinition/>
                </intermediateThrowEvent>
                """),
            "x",
            JobTask.class);

    assertThat(thrown.type()).isEqualTo(ElementType.INTERMEDIATE_THROW_EVENT);
    assertThat(thrown.common().eventType()).isEqualTo(EventType.MESSAGE);
    assertThat(thrown.jobType().source()).isEqualTo("send");
  }

  @Test
  void refusesATaskWithoutDefinition() {
    assertThat(problems(around("<serviceTask id='x'/>")))
        .containsExactly("'test.bpmn': element 'x': must have a zeebe:taskDefinition");
  }

  @Test
  void refusesAnEmptyTypeAndRetriesThatAreNoNumber() {
    assertThat(problems(task("sendTask", "<zeebe:taskDefinition type=' ' retries='many'/>")))
        .containsExactly(
            "'test.bpmn': element 'x': must have a job type (zeebe:taskDefinition)",
            "'test.bpmn': element 'x': the number of retries is not valid: 'many' is not a whole"
                + " number");
  }

  @Test
  void refusesAnExpressionThatCannotBeParsed() {
    assertThat(problems(task("serviceTask", "<zeebe:taskDefinition type='=a +'/>")))
        .singleElement()
        .asString()
        .startsWith("'test.bpmn': element 'x': the job type (zeebe:taskDefinition) is not valid: ")
        .contains("failed to parse expression 'a +'");
  }

  @Test
  void refusesReservedAndRepeatedHeaderKeys() {
    var headers =
        """
        <zeebe:taskDefinition type='pay'/>
        <zeebe:taskHeaders>
          <zeebe:header key='io.camunda.zeebe:assignee' value='me'/>
          <zeebe:header key='a' value='1'/><zeebe:header key='a' value='2'/>
          <zeebe:header value='3'/>
        </zeebe:taskHeaders>
        """;

    assertThat(problems(task("serviceTask", headers)))
        .containsExactly(
            "'test.bpmn': element 'x': must not use the header key 'io.camunda.zeebe:assignee':"
                + " keys with 'io.camunda.zeebe:' are reserved",
            "'test.bpmn': element 'x': must not have the header key 'a' twice",
            "'test.bpmn': element 'x': must not have a header without a key");
  }

  @Test
  void refusesTheSameExtensionElementTwice() {
    var twice = "<zeebe:taskDefinition type='a'/><zeebe:taskDefinition type='b'/>";

    assertThat(problems(task("serviceTask", twice)))
        .containsExactly("'test.bpmn': element 'x': must have at most one zeebe:taskDefinition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"calledDecision", "script", "executionListeners", "linkedResources", "userTask"})
  void refusesOtherWaysToDoATaskByName(String extension) {
    var file =
        task("serviceTask", "<zeebe:taskDefinition type='a'/><zeebe:%s/>".formatted(extension));

    assertThat(problems(file))
        .containsExactly(
            "'test.bpmn': element 'x': zeebe:%s is not supported yet".formatted(extension));
  }

  @Test
  void refusesAnExtensionElementWhereItHasNoMeaning() {
    assertThat(problems(task("manualTask", "<zeebe:taskDefinition type='a'/>")))
        .containsExactly(
            "'test.bpmn': element 'x': zeebe:taskDefinition is not supported on manualTask");
  }

  @Test
  void leavesAloneWhatToolsAddForThemselves() {
    var file =
        around(
            """
            <serviceTask id='x' zeebe:modelerTemplate='t' zeebe:modelerTemplateVersion='1'>
              <extensionElements>
                <zeebe:taskDefinition type='a'/><other xmlns='somewhere'/>
              </extensionElements>
            </serviceTask>
            """);

    assertThat(problems(file)).isEmpty();
  }
}
