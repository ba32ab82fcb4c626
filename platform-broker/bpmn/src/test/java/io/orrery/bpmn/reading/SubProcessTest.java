package io.orrery.bpmn.reading;

import static io.orrery.bpmn.Models.again;
import static io.orrery.bpmn.Models.around;
import static io.orrery.bpmn.Models.element;
import static io.orrery.bpmn.Models.file;
import static io.orrery.bpmn.Models.problems;
import static io.orrery.bpmn.Models.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Element.SubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sub-processes, the order of elements, and what is not executed.
class SubProcessTest {

  @Test
  void readsWhatIsInsideAfterTheSubProcess() {
    var file =
        around(
            """
            <subProcess id='x'>
              <extensionElements/>
              <startEvent id='inner'/>
              <sequenceFlow id='f' sourceRef='inner' targetRef='deep'/>
              <subProcess id='deep'><startEvent id='innermost'/></subProcess>
            </subProcess>
            """);

    var process = process(file);
    assertThat(process.elements())
        .extracting(Element::id)
        .containsExactly("p", "start", "x", "inner", "f", "deep", "innermost", "end", "in", "out");
    assertThat(process.elements())
        .extracting(Element::scope)
        .containsExactly(-1, 0, 0, 2, 2, 2, 5, 0, 0, 0);
    assertThat(element(file, "x", SubProcess.class).start()).isEqualTo(3);
    assertThat(process.elements())
        .allSatisfy(e -> assertThat(process.element(e.index())).isSameAs(e));
    assertThat(again(file, "p").elements()).isEqualTo(process.elements());
  }

  @Test
  void passesOverWhatIsNotExecuted() {
    var process =
        process(
            file(
                """
                <documentation>about</documentation>
                <laneSet id='lanes'><lane id='lane'><flowNodeRef>start</flowNodeRef></lane></laneSet>
                <dataObject id='data'/>
                <dataObjectReference id='ref' dataObjectRef='data'/>
                <startEvent id='start'/>
                <textAnnotation id='note'><text>hello</text></textAnnotation>
                <association id='a' sourceRef='start' targetRef='note'/>
                <group id='g'/>
                """));

    assertThat(process.elements()).extracting(Element::id).containsExactly("p", "start");
  }

  @Test
  void refusesASubProcessWithoutExactlyOneNoneStart() {
    assertThat(problems(around("<subProcess id='x'><task id='t'/></subProcess>")))
        .containsExactly("'test.bpmn': element 'x': must have exactly one start event");
    assertThat(
            problems(
                around(
                    """
                    <subProcess id='x'><startEvent id='s'>
                      <messageEventDefinition messageRef='paid'/>
                    </startEvent></subProcess>
                    """)))
        .containsExactly(
            "'test.bpmn': element 's': the start event of a sub-process must be a none start"
                + " event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callActivity",
        "inclusiveGateway",
        "eventBasedGateway",
        "complexGateway",
        "transaction",
        "adHocSubProcess"
      })
  void refusesWhatIsNotThereYetByName(String kind) {
    assertThat(problems(around("<%s id='x'/>".formatted(kind))))
        .containsExactly("'test.bpmn': element 'x': " + kind + " is not supported yet");
  }

  @Test
  void refusesAnEventSubProcess() {
    var file =
        file(
            """
            <startEvent id='start'/>
            <subProcess id='x' triggeredByEvent='true'><startEvent id='s'/></subProcess>
            """);

    assertThat(problems(file))
        .containsExactly("'test.bpmn': element 'x': event sub-process is not supported yet");
  }

  @Test
  void noticesElementsWithoutId() {
    assertThat(problems(file("<startEvent id='s'/><task name='Pay'/>")))
        .containsExactly("'test.bpmn': the task 'Pay' must have an id");
  }
}
