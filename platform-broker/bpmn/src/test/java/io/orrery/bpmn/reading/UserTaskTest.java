package io.orrery.bpmn.reading;

import static io.orrery.bpmn.Models.around;
import static io.orrery.bpmn.Models.element;
import static io.orrery.bpmn.Models.problems;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.model.Element.JobTask;
import io.orrery.bpmn.model.ElementType;
import org.junit.jupiter.api.Test;

class UserTaskTest {

  private static String task(String extensions) {
    return around(
        "<userTask id='x'><extensionElements>%s</extensionElements></userTask>"
            .formatted(extensions));
  }

  @Test
  void isAJobOfTheReservedType() {
    var task = element(around("<userTask id='x'/>"), "x", JobTask.class);

    assertThat(task.type()).isEqualTo(ElementType.USER_TASK);
    assertThat(task.jobType().source()).isEqualTo("io.camunda.zeebe:userTask");
    assertThat(requireNonNull(task.user()).assignee()).isNull();
  }

  @Test
  void readsWhatItSaysToPeople() {
    var task =
        element(
            task(
                """
                <zeebe:assignmentDefinition assignee='=owner' candidateGroups='a, b'
                    candidateUsers='=users'/>
                <zeebe:taskSchedule dueDate='2030-01-01T00:00:00Z' followUpDate='=later'/>
                <zeebe:formDefinition formKey='camunda-forms:bpmn:f1'/>
                <zeebe:priorityDefinition priority='50'/>
                <zeebe:taskHeaders><zeebe:header key='a' value='b'/></zeebe:taskHeaders>
                """),
            "x",
            JobTask.class);

    var user = requireNonNull(task.user());
    assertThat(user.assignee()).hasToString("=owner");
    assertThat(user.candidateGroups()).hasToString("a, b");
    assertThat(user.candidateUsers()).hasToString("=users");
    assertThat(user.dueDate()).hasToString("2030-01-01T00:00:00Z");
    assertThat(user.followUpDate()).hasToString("=later");
    assertThat(user.formKey()).hasToString("camunda-forms:bpmn:f1");
    assertThat(task.headers()).containsEntry("a", "b");
  }

  @Test
  void refusesDatesAndPrioritiesThatAreNone() {
    assertThat(
            problems(
                task(
                    """
                    <zeebe:taskSchedule dueDate='tomorrow'/>
                    <zeebe:priorityDefinition priority='101'/>
                    """)))
        .containsExactly(
            "'test.bpmn': element 'x': the due date is not valid: 'tomorrow' is not an ISO-8601"
                + " date and time with zone",
            "'test.bpmn': element 'x': the priority must be a whole number from 0 to 100");
  }

  @Test
  void refusesUserTasksThatTheEngineWouldManage() {
    assertThat(problems(task("<zeebe:userTask/><zeebe:formDefinition formId='f'/>")))
        .containsExactlyInAnyOrder(
            "'test.bpmn': element 'x': zeebe:userTask is not supported yet",
            "'test.bpmn': element 'x': zeebe:formDefinition with formId or externalReference is not"
                + " supported yet, only formKey");
  }
}
