package io.orrery.bpmn.reading;

import static io.orrery.bpmn.Models.around;
import static io.orrery.bpmn.Models.element;
import static io.orrery.bpmn.Models.problems;
import static io.orrery.bpmn.Models.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.model.Element.BoundaryEvent;
import io.orrery.bpmn.model.Element.ReceiveTask;
import io.orrery.bpmn.model.Indexes;
import io.orrery.bpmn.model.TimerKind;
import io.orrery.bpmn.model.Trigger.ErrorTrigger;
import io.orrery.bpmn.model.Trigger.MessageTrigger;
import io.orrery.bpmn.model.Trigger.TimerTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryEventTest {

  private static final String MESSAGE = "<messageEventDefinition messageRef='paid'/>";
  private static final String SHIPPED = "<messageEventDefinition messageRef='shipped'/>";
  private static final String ERROR = "<errorEventDefinition errorRef='declined'/>";
  private static final String CATCH_ALL = "<errorEventDefinition/>";

  private static String timer(String kind, String value) {
    return "<timerEventDefinition><%s>%s</%s></timerEventDefinition>".formatted(kind, value, kind);
  }

  private static String event(String id, boolean interrupting, String definition) {
    return "<boundaryEvent id='%s' attachedToRef='x' cancelActivity='%s'>%s</boundaryEvent>"
        .formatted(id, interrupting, definition);
  }

  private static String on(String... events) {
    return around("<receiveTask id='x' messageRef='shipped'/>", events);
  }

  @Test
  void readsEventsAttachedToAnActivity() {
    var file =
        on(
            event("m", false, MESSAGE),
            event("t", true, timer("timeDuration", "PT1H")),
            event("c", false, timer("timeCycle", "R3/PT10M")),
            event("e", true, ERROR),
            event("all", true, CATCH_ALL));

    var process = process(file);
    var task = element(file, "x", ReceiveTask.class);
    assertThat(task.boundaryEvents().stream().mapToObj(i -> process.element(i).id()))
        .containsExactly("m", "t", "c", "e", "all");
    var message = element(file, "m", BoundaryEvent.class);
    assertThat(message.interrupting()).isFalse();
    assertThat(message.attachedTo()).isEqualTo(task.index());
    assertThat(message.trigger()).isInstanceOf(MessageTrigger.class);
    assertThat(element(file, "c", BoundaryEvent.class).trigger())
        .isInstanceOfSatisfying(
            TimerTrigger.class, timer -> assertThat(timer.kind()).isEqualTo(TimerKind.CYCLE));
    assertThat(element(file, "e", BoundaryEvent.class).trigger())
        .isEqualTo(new ErrorTrigger("DECLINED"));
    assertThat(element(file, "all", BoundaryEvent.class).trigger())
        .isEqualTo(new ErrorTrigger(null));
    assertThat(message.boundaryEvents()).isEqualTo(Indexes.NONE);
  }

  @Test
  void isInterruptingUnlessItSaysOtherwise() {
    var file = on("<boundaryEvent id='b' attachedToRef='x'>" + ERROR + "</boundaryEvent>");

    assertThat(element(file, "b", BoundaryEvent.class).interrupting()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "false,false", "0,false"})
  void readsBothWaysToWriteATruthValue(String text, boolean interrupting) {
    var file =
        on(
            "<boundaryEvent id='b' attachedToRef='x' cancelActivity='%s'>%s</boundaryEvent>"
                .formatted(text, MESSAGE));

    assertThat(element(file, "b", BoundaryEvent.class).interrupting()).isEqualTo(interrupting);
  }

  @Test
  void refusesACycleThatInterrupts() {
    assertThat(problems(on(event("b", true, timer("timeCycle", "R3/PT10M")))))
        .containsExactly(
            "'test.bpmn': element 'b': its timer must be a duration or date here, a cycle is not"
                + " allowed");
  }

  @Test
  void refusesAnErrorThatDoesNotInterruptOrHasAComputedCode() {
    assertThat(problems(on(event("b", false, ERROR))))
        .containsExactly("'test.bpmn': element 'b': an error boundary event must be interrupting");
    assertThat(problems(on(event("b", true, "<errorEventDefinition errorRef='computed'/>"))))
        .containsExactly(
            "'test.bpmn': element 'b': the error code must be static, but is the expression"
                + " '=code'");
  }

  @Test
  void refusesTwoEventsForTheSameThing() {
    assertThat(
            problems(
                on(
                    event("m1", true, MESSAGE),
                    event("m2", false, MESSAGE),
                    event("own", true, SHIPPED),
                    event("e1", true, ERROR),
                    event("e2", true, ERROR),
                    event("a1", true, CATCH_ALL),
                    event("a2", true, CATCH_ALL))))
        .containsExactly(
            "'test.bpmn': element 'm2': the message 'payment-received' is already waited for at"
                + " 'x'",
            "'test.bpmn': element 'own': the message '=\"shipped\"' is already waited for at 'x'",
            "'test.bpmn': element 'e2': the error code 'DECLINED' is already caught at 'x'",
            "'test.bpmn': element 'a2': all errors are already caught at 'x'");
  }

  @Test
  void refusesEventsThatAreNotAttachedToAnActivity() {
    var gateway =
        around("<exclusiveGateway id='x'/>", event("b", true, timer("timeDuration", "PT1S")));
    var nowhere = on("<boundaryEvent id='b' attachedToRef='gone'>" + ERROR + "</boundaryEvent>");

    assertThat(problems(gateway))
        .containsExactly(
            "'test.bpmn': element 'b': must be attached to an activity, but 'x' is none");
    assertThat(problems(nowhere))
        .containsExactly(
            "'test.bpmn': element 'b': must be attached to an activity beside it, but 'gone' is"
                + " none");
  }

  @Test
  void refusesIncomingFlowsOtherDefinitionsAndNone() {
    var flow = "<sequenceFlow id='wrong' sourceRef='x' targetRef='b'/>";

    assertThat(problems(on(event("b", true, MESSAGE), flow)))
        .containsExactly(
            "'test.bpmn': element 'b': a boundary event must not have an incoming sequence flow");
    assertThat(problems(on(event("b", true, "<signalEventDefinition/>"))))
        .containsExactly(
            "'test.bpmn': element 'b': boundaryEvent with signalEventDefinition is not supported"
                + " yet");
    assertThat(problems(on(event("b", true, ""))))
        .containsExactly(
            "'test.bpmn': element 'b': must have an event definition: a message, a timer or an"
                + " error");
  }
}
