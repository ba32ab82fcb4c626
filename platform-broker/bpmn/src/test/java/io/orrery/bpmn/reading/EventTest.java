package io.orrery.bpmn.reading;

import static io.orrery.bpmn.Models.around;
import static io.orrery.bpmn.Models.element;
import static io.orrery.bpmn.Models.file;
import static io.orrery.bpmn.Models.problems;
import static io.orrery.bpmn.Models.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.model.Element.CatchEvent;
import io.orrery.bpmn.model.Element.EndEvent;
import io.orrery.bpmn.model.Element.StartEvent;
import io.orrery.bpmn.model.Element.ThrowEvent;
import io.orrery.bpmn.model.EventType;
import io.orrery.bpmn.model.Indexes;
import io.orrery.bpmn.model.TimerKind;
import io.orrery.bpmn.model.Trigger.MessageTrigger;
import io.orrery.bpmn.model.Trigger.NoTrigger;
import io.orrery.bpmn.model.Trigger.TimerTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Start, end, throw and catch events.
class EventTest {

  private static String timer(String kind, String value) {
    return "<timerEventDefinition><%s>%s</%s></timerEventDefinition>".formatted(kind, value, kind);
  }

  private static String caught(String definition) {
    return around(
        "<intermediateCatchEvent id='x'>%s</intermediateCatchEvent>".formatted(definition));
  }

  private static String started(String definition) {
    return file("<startEvent id='x'>%s</startEvent>".formatted(definition));
  }

  private static String ended(String definition) {
    return file(
        """
        <startEvent id='start'/><endEvent id='x'>%s</endEvent>
        <sequenceFlow id='f' sourceRef='start' targetRef='x'/>
        """
            .formatted(definition));
  }

  @Test
  void readsNoneEvents() {
    var file = around("<intermediateThrowEvent id='x'/>");

    assertThat(element(file, "start", StartEvent.class).trigger()).isEqualTo(new NoTrigger());
    assertThat(element(file, "x", ThrowEvent.class).common().eventType()).isEqualTo(EventType.NONE);
    assertThat(element(file, "end", EndEvent.class).errorCode()).isNull();
    assertThat(process(file).root().noneStart()).isEqualTo(1);
    assertThat(process(file).root().starts()).isEqualTo(Indexes.NONE);
  }

  @Test
  void readsStartEventsThatMessagesAndTimersTrigger() {
    var file =
        file(
            """
            <startEvent id='m'><messageEventDefinition messageRef='keyless'/></startEvent>
            <startEvent id='n'><messageEventDefinition messageRef='shipped'/></startEvent>
            <startEvent id='t'>%s</startEvent>
            """
                .formatted(timer("timeCycle", "0 0 9 * * MON-FRI")));

    var process = process(file);
    assertThat(process.root().noneStart()).isEqualTo(-1);
    assertThat(process.root().starts()).isEqualTo(Indexes.of(1, 2, 3));
    var message = (MessageTrigger) element(file, "m", StartEvent.class).trigger();
    assertThat(message.name()).hasToString("keyless");
    assertThat(message.correlationKey()).isNull();
    assertThat(element(file, "t", StartEvent.class).trigger())
        .isInstanceOfSatisfying(
            TimerTrigger.class, timer -> assertThat(timer.kind()).isEqualTo(TimerKind.CYCLE));
  }

  @Test
  void refusesWrongSetsOfStartEvents() {
    assertThat(problems(file("<endEvent id='e'/>")))
        .containsExactly("'test.bpmn': element 'p': must have at least one start event");
    assertThat(problems(file("<startEvent id='a'/><startEvent id='b'/>")))
        .containsExactly("'test.bpmn': element 'p': must not have more than one none start event");
    var message = "<messageEventDefinition messageRef='paid'/>";
    assertThat(
            problems(
                file(
                    "<startEvent id='a'>%s</startEvent><startEvent id='b'>%s</startEvent>"
                        .formatted(message, message))))
        .containsExactly(
            "'test.bpmn': element 'b': must not wait for the same message 'payment-received' as"
                + " another start event");
  }

  @Test
  void refusesAMessageNameAtTheStartThatNeedsVariables() {
    assertThat(problems(started("<messageEventDefinition messageRef='variable'/>")))
        .containsExactly(
            "'test.bpmn': element 'x': the message name is not valid: failed to evaluate expression"
                + " 'name': no variable found for name 'name'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeDuration|PT5M|DURATION",
        "timeDuration|P1M2DT3H|DURATION",
        "timeDuration|=wait|DURATION",
        "timeDate|2030-01-01T00:00:00Z|DATE",
        "timeDate|2030-01-01T00:00:00+02:00[Europe/Berlin]|DATE"
      })
  void readsTimersThatAreWaitedFor(String kind, String value, TimerKind expected) {
    var trigger = element(caught(timer(kind, value)), "x", CatchEvent.class).trigger();

    assertThat(trigger)
        .isInstanceOfSatisfying(
            TimerTrigger.class,
            timer -> {
              assertThat(timer.kind()).isEqualTo(expected);
              assertThat(timer.value()).hasToString(value);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeDuration|5 minutes|the timer duration is not valid: '5 minutes' is not an ISO-8601"
            + " duration",
        "timeDate|2030-01-01|the timer date is not valid: '2030-01-01' is not an ISO-8601 date and"
            + " time with zone",
        "timeCycle|R3/PT1H|its timer must be a duration or date here, a cycle is not allowed",
        "timeDuration||must have a timer duration"
      })
  void refusesTimersThatAreNone(String kind, String value, String reason) {
    assertThat(problems(caught(timer(kind, value == null ? "" : value))))
        .containsExactly("'test.bpmn': element 'x': " + reason);
  }

  @Test
  void refusesATimerWithSeveralTimesOrNone() {
    var two = "<timeDuration>PT1S</timeDuration><timeCycle>R/PT1S</timeCycle>";

    assertThat(problems(caught("<timerEventDefinition/>")))
        .containsExactly(
            "'test.bpmn': element 'x': must have exactly one of duration, date and cycle");
    assertThat(problems(caught("<timerEventDefinition>" + two + "</timerEventDefinition>")))
        .singleElement()
        .asString()
        .startsWith("'test.bpmn': is not valid BPMN: line 7: ")
        .contains("timeCycle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"R0/PT1H", "R/PT0S", "R3", "* * *", "@sometimes", "R/x/PT1H"})
  void refusesCyclesThatNeverEndOrBegin(String cycle) {
    assertThat(problems(started(timer("timeCycle", cycle))))
        .singleElement()
        .asString()
        .startsWith("'test.bpmn': element 'x': the timer cycle is not valid: '" + cycle + "' is");
  }

  @Test
  void refusesAStartTimerThatNeedsVariables() {
    assertThat(problems(started(timer("timeDate", "=someday"))))
        .singleElement()
        .asString()
        .contains("no variable found for name 'someday'");
    assertThat(problems(started(timer("timeDate", "=now() + duration(\"P1D\")")))).isEmpty();
  }

  @Test
  void readsAMessageThatIsWaitedFor() {
    var event =
        element(caught("<messageEventDefinition messageRef='shipped'/>"), "x", CatchEvent.class);

    assertThat(event.common().eventType()).isEqualTo(EventType.MESSAGE);
    assertThat(((MessageTrigger) event.trigger()).name().isStatic()).isFalse();
  }

  @Test
  void readsAnErrorEndEvent() {
    var file = ended("<errorEventDefinition errorRef='declined'/>");

    assertThat(element(file, "x", EndEvent.class).errorCode()).hasToString("DECLINED");
    assertThat(
            element(ended("<errorEventDefinition errorRef='computed'/>"), "x", EndEvent.class)
                .errorCode())
        .hasToString("=code");
  }

  @Test
  void refusesAnErrorEndEventWithoutCode() {
    var reason = "'test.bpmn': element 'x': must have a reference to an error with a code";

    assertThat(problems(ended("<errorEventDefinition/>"))).containsExactly(reason);
    assertThat(problems(ended("<errorEventDefinition errorRef='codeless'/>")))
        .containsExactly(reason);
    assertThat(problems(ended("<errorEventDefinition errorRef='gone'/>")))
        .containsExactly(
            "'test.bpmn': element 'x': must reference an error, but there is none with the id"
                + " 'gone'",
            reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signalEventDefinition",
        "escalationEventDefinition",
        "terminateEventDefinition",
        "compensateEventDefinition"
      })
  void refusesOtherEndEventsByName(String definition) {
    assertThat(problems(ended("<" + definition + "/>")))
        .containsExactly(
            "'test.bpmn': element 'x': endEvent with " + definition + " is not supported yet");
  }

  @ParameterizedTest
  @CsvSource({
    "signalEventDefinition, ''",
    "errorEventDefinition, ''",
    "escalationEventDefinition, ''",
    "conditionalEventDefinition, <condition/>"
  })
  void refusesOtherCatchEventsByName(String definition, String content) {
    assertThat(problems(caught("<%s>%s</%s>".formatted(definition, content, definition))))
        .containsExactly(
            "'test.bpmn': element 'x': intermediateCatchEvent with %s is not supported yet"
                .formatted(definition));
  }

  @Test
  void refusesEventsWithSeveralDefinitionsOrNone() {
    var two = "<messageEventDefinition messageRef='paid'/><terminateEventDefinition/>";

    assertThat(problems(caught("")))
        .containsExactly(
            "'test.bpmn': element 'x': must have an event definition: a message or a timer");
    assertThat(problems(started(two)))
        .containsExactly("'test.bpmn': element 'x': must have at most one event definition");
  }

  @Test
  void refusesFlowsOnTheWrongSideOfAnEvent() {
    var file =
        file(
            """
            <startEvent id='start'/><endEvent id='end'/><task id='t'/>
            <sequenceFlow id='a' sourceRef='end' targetRef='t'/>
            <sequenceFlow id='b' sourceRef='t' targetRef='start'/>
            """);

    assertThat(problems(file))
        .containsExactly(
            "'test.bpmn': element 'start': a start event must not have an incoming sequence flow",
            "'test.bpmn': element 'end': an end event must not have an outgoing sequence flow");
  }

  @Test
  void takesOutputMappingsOnEventsButNoInputs() {
    var mapping =
        "<extensionElements><zeebe:ioMapping><zeebe:%s source='=a' target='b'/>"
            + "</zeebe:ioMapping></extensionElements>";

    assertThat(problems(started(mapping.formatted("output")))).isEmpty();
    assertThat(problems(started(mapping.formatted("input"))))
        .containsExactly(
            "'test.bpmn': element 'x': input mappings are not supported on startEvent");
  }
}
