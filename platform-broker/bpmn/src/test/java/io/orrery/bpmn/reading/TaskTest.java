package io.orrery.bpmn.reading;

import static io.orrery.bpmn.Models.around;
import static io.orrery.bpmn.Models.element;
import static io.orrery.bpmn.Models.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.model.Element.PassTask;
import io.orrery.bpmn.model.Element.ReceiveTask;
import io.orrery.bpmn.model.ElementType;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks without a job: manual, undefined, receive; and what no activity may have.
class TaskTest {

  @Test
  void readsManualAndUndefinedTasks() {
    assertThat(element(around("<manualTask id='x'/>"), "x", PassTask.class).type())
        .isEqualTo(ElementType.MANUAL_TASK);
    assertThat(element(around("<task id='x'/>"), "x", PassTask.class).type())
        .isEqualTo(ElementType.TASK);
  }

  @Test
  void readsMappingsInOrder() {
    var task =
        element(
            around(
                """
                <task id='x'><extensionElements><zeebe:ioMapping>
                  <zeebe:input source='=a + 1' target='b'/>
                  <zeebe:input source='' target='nothing'/>
                  <zeebe:output source='=b' target='order.total.net'/>
                </zeebe:ioMapping></extensionElements></task>
                """),
            "x",
            PassTask.class);

    assertThat(task.common().inputs()).extracting("target").containsExactly("b", "nothing");
    assertThat(task.common().inputs().getLast().source()).hasToString("=null");
    assertThat(task.common().outputs().getFirst().path())
        .isEqualTo(List.of("order", "total", "net"));
  }

  @Test
  void refusesMappingsWithoutExpressionOrVariableName() {
    var file =
        around(
            """
            <task id='x'><extensionElements><zeebe:ioMapping>
              <zeebe:input source='a' target='b'/>
              <zeebe:input source='=a' target='1b'/>
              <zeebe:output source='=a' target='a.null.b'/>
              <zeebe:output source='=a'/>
              <zeebe:output source='=a' target='a-b'/>
            </zeebe:ioMapping></extensionElements></task>
            """);

    assertThat(problems(file))
        .containsExactly(
            "'test.bpmn': element 'x': the source of the input mapping must be an expression, which"
                + " begins with '=', but is 'a'",
            "'test.bpmn': element 'x': the target of the input mapping must be a variable name or"
                + " path, but '1b' is none",
            "'test.bpmn': element 'x': the target of the output mapping must be a variable name or"
                + " path, but 'a.null.b' is none",
            "'test.bpmn': element 'x': the target of the output mapping must be a variable name or"
                + " path, but '' is none",
            "'test.bpmn': element 'x': the target of the output mapping must be a variable name or"
                + " path, but 'a-b' is none");
  }

  @Test
  void readsAReceiveTask() {
    var task = element(around("<receiveTask id='x' messageRef='paid'/>"), "x", ReceiveTask.class);

    assertThat(task.message().name()).hasToString("payment-received");
    assertThat(task.message().correlationKey()).hasToString("=orderId");
  }

  @Test
  void refusesAReceiveTaskThatCannotReceive() {
    assertThat(problems(around("<receiveTask id='x'/>")))
        .containsExactly("'test.bpmn': element 'x': must reference a message");
    assertThat(problems(around("<receiveTask id='x' messageRef='gone'/>")))
        .containsExactly(
            "'test.bpmn': element 'x': must reference a message, but there is none with the id"
                + " 'gone'");
    assertThat(problems(around("<receiveTask id='x' messageRef='keyless'/>")))
        .containsExactly(
            "'test.bpmn': element 'x': must have a correlation key (zeebe:subscription) of its"
                + " message 'keyless'");
    assertThat(problems(around("<receiveTask id='x' messageRef='nameless'/>")))
        .containsExactly("'test.bpmn': element 'x': must have a name of its message 'nameless'");
    assertThat(problems(around("<receiveTask id='x' messageRef='variable'/>")))
        .singleElement()
        .asString()
        .endsWith("message 'variable' must be an expression, which begins with '=', but is 'key'");
    assertThat(problems(around("<receiveTask id='x' messageRef='paid' instantiate='true'/>")))
        .containsExactly("'test.bpmn': element 'x': receiveTask with instantiate is not supported");
  }

  @Test
  void refusesMarkersByName() {
    assertThat(
            problems(
                around("<task id='x'><multiInstanceLoopCharacteristics/></task>"),
                around("<task id='x'><standardLoopCharacteristics/></task>")
                    .replace("id=\"p\"", "id=\"q\""),
                around("<task id='x' isForCompensation='true'/>").replace("id=\"p\"", "id=\"r\""),
                around("<task id='x' default='out'/>").replace("id=\"p\"", "id=\"s\"")))
        .containsExactly(
            "'test.bpmn': element 'x': multi-instance is not supported yet",
            "'test1.bpmn': element 'x': the loop marker is not supported",
            "'test2.bpmn': element 'x': compensation is not supported yet",
            "'test3.bpmn': element 'x': a default flow is only supported on exclusiveGateway");
  }
}
