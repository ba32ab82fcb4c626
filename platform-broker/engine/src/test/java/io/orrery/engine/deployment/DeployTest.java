package io.orrery.engine.deployment;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static io.orrery.engine.testing.TestEngine.resource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeployTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope model(String id, String task) {
    return process(id).start().service(task, task).end();
  }

  @Test
  void givesEachProcessAKeyAndAVersion() {
    var deployed = engine.deploy(model("p", "a").model(), model("q", "a").model());

    assertThat(deployed.deploymentKey()).isPositive();
    assertThat(deployed.processes()).extracting(it -> it.processId()).containsExactly("p", "q");
    assertThat(deployed.processes()).allMatch(it -> it.version() == 1);
    assertThat(deployed.processes().getFirst().resourceName()).isEqualTo("p.bpmn");
    assertThat(deployed.processes().get(0).key()).isNotEqualTo(deployed.processes().get(1).key());
  }

  @Test
  void givesTheSameBytesTheSameVersion() {
    var first = engine.deploy(model("p", "a"));
    var second = engine.deploy(model("p", "a"));

    assertThat(second.processes()).isEqualTo(first.processes());
    assertThat(second.deploymentKey()).isNotEqualTo(first.deploymentKey());
  }

  @Test
  void givesOtherBytesTheNextVersion() {
    engine.deploy(model("p", "a"));
    var second = engine.deploy(model("p", "b"));
    var third = engine.deploy(model("p", "a"));

    assertThat(second.processes().getFirst().version()).isEqualTo(2);
    assertThat(third.processes().getFirst().version()).isEqualTo(3);
  }

  @Test
  void givesTheSameBytesUnderAnotherNameTheNextVersion() {
    engine.deploy(model("p", "a"));
    var again =
        engine.ask(
            Response.Deployed.class,
            new DeploymentCommand.Create(
                List.of(resource("other.bpmn", model("p", "a").model().bytes()))));

    assertThat(again.processes().getFirst().version()).isEqualTo(2);
  }

  @Test
  void leavesRunningInstancesInTheirVersion() {
    engine.deploy(model("p", "a"));
    var old = engine.start("p");
    engine.deploy(model("p", "b"));
    engine.restart();

    assertThatInstance(old).isAt("a");
    engine.complete("a");
    assertThatInstance(old).isCompleted();
    assertThatInstance(engine.start("p")).isAt("b");
  }

  @Test
  void refusesAllWhenOneIsWrongAndNamesWhatIs() {
    var wrong =
        new DeploymentCommand.Create(
            List.of(
                resource("right.bpmn", model("p", "a").model().bytes()),
                resource("no-xml.bpmn", "<oops".getBytes(UTF_8)),
                resource(
                    "wrong.bpmn",
                    process("q").start().task("serviceTask", "t", it -> it).model().bytes())));

    var refused = engine.refused(wrong);

    assertThat(refused.type()).isEqualTo(RejectionType.INVALID_ARGUMENT);
    assertThat(refused.reason()).contains("no-xml.bpmn", "wrong.bpmn", "'t'");
    assertThat(engine.refused(TestEngine.create("p", "{}")).type())
        .isEqualTo(RejectionType.NOT_FOUND);
  }

  @Test
  void refusesNothing() {
    assertThat(engine.refused(new DeploymentCommand.Create(List.of())).type())
        .isEqualTo(RejectionType.INVALID_ARGUMENT);
  }

  @Test
  void refusesTwoProcessesWithTheSameId() {
    var twice =
        new DeploymentCommand.Create(
            List.of(
                resource("a.bpmn", model("p", "a").model().bytes()),
                resource("b.bpmn", model("p", "b").model().bytes())));

    assertThat(engine.refused(twice).type()).isEqualTo(RejectionType.INVALID_ARGUMENT);
  }

  @Test
  void refusesStartTriggersThatCannotBeComputed() {
    var timer = process("p").startTimer("s", "timeDate", "=later").end().model();
    var message = process("q").startMessage("s", "=name").end().model();

    assertThat(engine.refused(TestEngine.deployment(timer)).reason()).contains("'s'");
    assertThat(engine.refused(TestEngine.deployment(message)).reason()).contains("p");
  }
}
