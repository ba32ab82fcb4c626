package io.orrery.bpmn;

import static io.orrery.bpmn.Models.around;
import static io.orrery.bpmn.Models.file;
import static io.orrery.bpmn.Models.problems;
import static io.orrery.bpmn.Models.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.bpmn.DeploymentResult.Accepted;
import io.orrery.bpmn.DeploymentResult.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentsTest {

  private static final String VALID = file("<startEvent id='s'/>");

  @Test
  void handsOutTheExecutableProcessesOfAllFiles() {
    var two =
        VALID.replace(
            "<message id=\"paid\"",
            "<process id='second' isExecutable='true'><startEvent id='s2'/>"
                + "<extensionElements/></process><message id=\"paid\"");
    var wellOrdered =
        two.replace("<startEvent id='s2'/><extensionElements/>", "<startEvent id='s2'/>");
    var result =
        Models.read(
            List.of(
                resource("a.bpmn", wellOrdered),
                resource("b.BPMN", VALID.replace("id=\"p\"", "id=\"third\""))));

    assertThat(result).isInstanceOf(Accepted.class);
    var processes = ((Accepted) result).processes();
    assertThat(processes).extracting(p -> p.process().id()).containsExactly("p", "second", "third");
    assertThat(processes)
        .extracting(DeployedResource::resourceName)
        .containsExactly("a.bpmn", "a.bpmn", "b.BPMN");
    assertThat(processes.getFirst().process().name()).isEqualTo("The process");
    assertThat(processes.getFirst().checksum()).hasSize(32);
    assertThat(processes.get(0).checksum()).isEqualTo(processes.get(1).checksum());
    assertThat(processes.get(0).checksum()).isNotEqualTo(processes.get(2).checksum());
  }

  @Test
  void readsTheVersionTag() {
    var tagged =
        "<extensionElements><zeebe:versionTag value='%s'/></extensionElements>"
            + "<startEvent id='s'/>";

    assertThat(Models.process(file(tagged.formatted("v1"))).versionTag()).isEqualTo("v1");
    assertThat(problems(file(tagged.formatted(" "))))
        .containsExactly("'test.bpmn': element 'p': the zeebe:versionTag must have a value");
  }

  @Test
  void tellsAllProblemsOfAllFilesAtOnce() {
    assertThat(
            problems(
                around("<serviceTask id='x'/>"),
                "no xml",
                around("<callActivity id='x'/>").replace("id=\"p\"", "id=\"q\"")))
        .hasSize(3)
        .satisfies(all -> {
          assertThat(all.get(0)).startsWith("'test.bpmn': element 'x': ");
          assertThat(all.get(1)).startsWith("'test1.bpmn': is not well-formed XML: ");
          assertThat(all.get(2)).startsWith("'test2.bpmn': element 'x': ");
        });
  }

  @Test
  void refusesTheSameProcessIdInTwoFiles() {
    assertThat(problems(VALID, VALID))
        .containsExactly(
            "'test1.bpmn': element 'p': the process id is already used in 'test.bpmn'");
  }

  @Test
  void refusesAFileWithoutExecutableProcess() {
    var reason =
        "'test.bpmn': must contain at least one executable process (isExecutable=\"true\")";

    assertThat(problems(VALID.replace("isExecutable=\"true\"", ""))).containsExactly(reason);
    assertThat(problems(VALID.replace("isExecutable=\"true\"", "isExecutable=\"false\"")))
        .containsExactly(reason);
  }

  @Test
  void refusesOtherKindsOfFilesByName() {
    var result =
        Models.read(
            List.of(resource("a.dmn", ""), resource("b.form", "{}"), resource("c.png", "")));

    assertThat(((Refused) result).message())
        .isEqualTo(
            """
            'a.dmn': decisions (.dmn) are not supported yet
            'b.form': forms (.form) are not supported yet
            'c.png': is no resource that can be deployed: its name must end with .bpmn\
            """);
  }

  @Test
  void refusesNothingAtAll() {
    assertThat(problems()).singleElement().asString().contains("1 to 1000 resources, not 0");
  }

  @Test
  void cutsALongMessage() {
    var body = new StringBuilder("<startEvent id='s'/>");
    for (var i = 0; i < 300; i++) {
      body.append("<serviceTask id='%s%d'/>".formatted("é".repeat(100), i));
    }

    var refused = (Refused) Models.read(file(body.toString()));
    assertThat(refused.problems()).hasSize(200);
    var bytes = refused.message().getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isBetween(11_000, Refused.MAX_MESSAGE_BYTES);
    assertThat(refused.message()).endsWith("\n… (cut)");
  }

  @Test
  void cutsALongReason() {
    var task =
        "<serviceTask id='x'><extensionElements><zeebe:taskDefinition type='=%s +'/>"
            + "</extensionElements></serviceTask>";

    assertThat(problems(around(task.formatted("a".repeat(20_000)))))
        .singleElement()
        .asString()
        .hasSizeLessThan(1_100)
        .endsWith("…");
  }

  @Test
  void saysWhenADeployedProcessCannotBeReadAgain() {
    assertThatThrownBy(() -> Models.again(VALID, "other"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("other");
    assertThatThrownBy(() -> Models.again("<a/>", "p")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void warmsUp() {
    Deployments.warmUp();
  }
}
