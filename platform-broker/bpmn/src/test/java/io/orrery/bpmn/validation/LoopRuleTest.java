package io.orrery.bpmn.validation;

import static io.orrery.bpmn.Models.file;
import static io.orrery.bpmn.Models.flow;
import static io.orrery.bpmn.Models.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopRuleTest {

  private static String loop(String... inLoop) {
    return file(
        """
        <startEvent id='start'/><endEvent id='end'/>
        <exclusiveGateway id='join'/><exclusiveGateway id='split' default='back'/>
        """
            + String.join("", inLoop)
            + flow("f1", "start", "join")
            + flow("f2", "join", "a")
            + flow("f3", "a", "split")
            + flow("back", "split", "join")
            + flow("out", "split", "end", "=done"));
  }

  @Test
  void refusesALoopThatNeverWaits() {
    assertThat(problems(loop("<task id='a'/>")))
        .containsExactly(
            "'test.bpmn': element 'join': must not be in a loop of elements that never wait: join >"
                + " a > split > join");
  }

  @Test
  void refusesALoopThroughASubProcessThatNeverWaits() {
    assertThat(problems(loop("<subProcess id='a'><startEvent id='s'/></subProcess>")))
        .singleElement()
        .asString()
        .contains("join > a > split > join");
  }

  @Test
  void takesALoopThatWaits() {
    assertThat(problems(loop("<receiveTask id='a' messageRef='paid'/>"))).isEmpty();
    assertThat(
            problems(
                loop(
                    """
                    <subProcess id='a'><startEvent id='s'/>
                      <userTask id='u'/>
                      <sequenceFlow id='inner' sourceRef='s' targetRef='u'/>
                    </subProcess>
                    """)))
        .isEmpty();
  }

  @Test
  void refusesATaskThatLeadsToItself() {
    var file =
        file("<startEvent id='s'/><task id='a'/>" + flow("f", "s", "a") + flow("self", "a", "a"));

    assertThat(problems(file))
        .containsExactly(
            "'test.bpmn': element 'a': must not be in a loop of elements that never wait: a > a");
  }

  @Test
  void walksLongChainsWithoutRunningOutOfStack() {
    var body = new StringBuilder("<startEvent id='t0'/>");
    for (var i = 1; i < 4_900; i++) {
      body.append("<task id='t%d'/>".formatted(i)).append(flow("f" + i, "t" + (i - 1), "t" + i));
    }

    assertThat(problems(file(body.toString()))).isEmpty();
  }

  @Test
  void refusesAProcessWithTooManyElements() {
    var body = new StringBuilder("<startEvent id='s'/>");
    for (var i = 0; i < 10_100; i++) {
      body.append("<task id='t%d'/>".formatted(i));
    }

    assertThat(problems(file(body.toString())))
        .containsExactly("'test.bpmn': element 'p': has more than 10000 elements");
  }
}
