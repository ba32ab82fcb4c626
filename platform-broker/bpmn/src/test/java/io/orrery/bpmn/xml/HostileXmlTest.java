package io.orrery.bpmn.xml;

import static io.orrery.bpmn.Models.file;
import static io.orrery.bpmn.Models.flow;
import static io.orrery.bpmn.Models.problems;
import static io.orrery.bpmn.Models.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.DeploymentResult;
import io.orrery.bpmn.DeploymentResult.Refused;
import io.orrery.bpmn.Resource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that mean harm, or are damaged: a reason for each, never an exception.
class HostileXmlTest {

  private static final String VALID = file("<startEvent id='s'/>");

  @Test
  void refusesEntityBombs() {
    var bomb =
        VALID.replace(
            "?>",
            """
            ?><!DOCTYPE definitions [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">
            <!ENTITY c SYSTEM "file:///etc/passwd">]>\
            """);

    assertThat(problems(bomb))
        .containsExactly("'test.bpmn': must not contain a DOCTYPE or entities");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "<", "<a>", "{}", "<a/>", "<?xml version='1.0'?>", "\0\1"})
  void refusesWhatIsNoBpmn(String text) {
    assertThat(problems(text)).singleElement().asString().startsWith("'test.bpmn': is not ");
  }

  @Test
  void refusesElementsThatBpmnDoesNotKnow() {
    assertThat(problems(file("<startEvent id='s'/><robot id='r'/>")))
        .singleElement()
        .asString()
        .startsWith("'test.bpmn': is not valid BPMN: line 6: ")
        .contains("robot");
  }

  @Test
  void refusesDeepNesting() {
    var deep = "<subProcess>".repeat(5_000) + "</subProcess>".repeat(5_000);

    assertThat(problems(file(deep)))
        .containsExactly("'test.bpmn': is nested deeper than 80 levels");
  }

  @Test
  void takesNestingBelowTheLimit() {
    var body = new StringBuilder("<startEvent id='s'/>");
    var end = new StringBuilder();
    for (var i = 0; i < 70; i++) {
      body.append("<subProcess id='sub%d'><startEvent id='s%d'/>".formatted(i, i));
      end.append("</subProcess>");
    }

    assertThat(problems(file(body.append(end).toString()))).isEmpty();
  }

  @Test
  void refusesFilesThatAreTooLarge() {
    var large = new Resource("large.bpmn", new byte[XmlScan.MAX_BYTES + 1]);

    assertThat(((Refused) read(List.of(large))).message())
        .isEqualTo("'large.bpmn': is too large: 4194305 bytes, the limit is 4194304");
    assertThat(problems(file("<task/>".repeat(XmlScan.MAX_ELEMENTS))))
        .containsExactly("'test.bpmn': has more than 200000 XML elements");
  }

  @Test
  void namesReferencesThatLeadNowhere() {
    var file =
        file(
            "<startEvent id='s'/><exclusiveGateway id='g' default='gone'/>"
                + flow("f", "s", "nowhere")
                + flow("h", "missing", "s"));

    assertThat(problems(file))
        .containsExactly(
            "'test.bpmn': has references that lead nowhere: the default of exclusiveGateway 'g' is"
                + " 'gone'; the targetRef of sequenceFlow 'f' is 'nowhere'; the sourceRef of"
                + " sequenceFlow 'h' is 'missing'");
  }

  @Test
  void namesIdsThatAreUsedTwice() {
    assertThat(problems(file("<startEvent id='s'/><task id='s'/>")))
        .containsExactly("'test.bpmn': has the id 's' twice: on a startEvent and on a task");
  }

  @Test
  void refusesAFlowToSomethingThatIsNoFlowNode() {
    assertThat(problems(file("<startEvent id='s'/><dataObject id='d'/>" + flow("f", "s", "d"))))
        .containsExactly("'test.bpmn': element 'f': must end at a flow node, but 'd' is none");
  }

  @Test
  void survivesDamage() {
    var random = new Random(42);
    var bytes =
        file("<startEvent id='s'/><userTask id='t'/>" + flow("f", "s", "t")).getBytes(UTF_8);
    for (var i = 0; i < 300; i++) {
      var damaged = bytes.clone();
      for (var j = 0; j < 3; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }

      assertThat(read(List.of(new Resource("test.bpmn", damaged))))
          .isInstanceOf(DeploymentResult.class);
    }
  }
}
