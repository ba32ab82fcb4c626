package io.orrery.system.hostile;

import static io.orrery.system.hostile.RequestsTest.assertRefused;

import com.google.protobuf.ByteString;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status.Code;
import io.orrery.gateway.protocol.DeployResourceRequest;
import io.orrery.gateway.protocol.Resource;
import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that are bombs, lead nowhere or never end.
class ResourcesTest {

  private static final String HEAD =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
      """;

  @TempDir private static Path data;
  private static Victim victim;
  private Raw raw;

  @BeforeAll
  static void start() {
    victim = new Victim(data);
  }

  @AfterAll
  static void stop() {
    victim.close();
  }

  @BeforeEach
  void connect() {
    raw = victim.connect();
  }

  @AfterEach
  void theOthersAreServedAsEver() {
    raw.close();
    victim.assertWell();
  }

  private AbstractStringAssert<?> assertInvalid(String name, byte[] content) {
    var request =
        DeployResourceRequest.newBuilder()
            .addResources(
                Resource.newBuilder().setName(name).setContent(ByteString.copyFrom(content)))
            .build();
    return assertRefused(Code.INVALID_ARGUMENT, () -> raw.stub().deployResource(request))
        .contains(name);
  }

  private AbstractStringAssert<?> assertInvalid(String model) {
    return assertInvalid("model.bpmn", ByteString.copyFromUtf8(model).toByteArray());
  }

  @Test
  void entitiesAreNotExpanded() {
    var laughs = new StringBuilder("<!DOCTYPE d [<!ENTITY a0 \"ha\">");
    for (var i = 1; i < 12; i++) {
      laughs.append("<!ENTITY a%d \"%s\">".formatted(i, "&a%d;".formatted(i - 1).repeat(10)));
    }
    assertInvalid(laughs + "]>" + HEAD + "<documentation>&a11;</documentation></definitions>");
    assertInvalid(
        "<!DOCTYPE d [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>"
            + HEAD
            + "<documentation>&file;</documentation></definitions>");
    assertInvalid("<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/no.dtd\">" + HEAD + "</definitions>");
  }

  @Test
  void depthAndWidthAreBounded() {
    var depth = 50_000;
    assertInvalid(HEAD + "<a>".repeat(depth) + "</a>".repeat(depth) + "</definitions>");
    var nested = "<subProcess id=\"s%d\">";
    var open = new StringBuilder(HEAD + "<process id=\"p\" isExecutable=\"true\">");
    for (var i = 0; i < 5_000; i++) {
      open.append(nested.formatted(i));
    }
    assertInvalid(open + "</subProcess>".repeat(5_000) + "</process></definitions>");
    assertInvalid(HEAD + "<process id=\"" + "x".repeat(3_000_000) + "\"/></definitions>");
  }

  @Test
  void whatIsNoXmlIsRefused() {
    assertInvalid("empty.bpmn", new byte[0]);
    assertInvalid("zeros.bpmn", new byte[1_000_000]);
    assertInvalid("latin.bpmn", new byte[] {'<', 'a', '>', (byte) 0xE4, '<', '/', 'a', '>'});
    assertInvalid(HEAD);
    assertInvalid("<html/>");
    assertInvalid(HEAD + "</definitions>");
  }

  @Test
  void referencesToNothingAreNamed() {
    var process = HEAD + "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>";
    var end = "</process></definitions>";
    assertInvalid(process + "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"nowhere\"/>" + end)
        .contains("nowhere");
    assertInvalid(
            process
                + "<boundaryEvent id=\"b\" attachedToRef=\"ghost\"><errorEventDefinition/>"
                + "</boundaryEvent>"
                + end)
        .contains("ghost");
    assertInvalid(
            process
                + "<endEvent id=\"e\"><errorEventDefinition errorRef=\"no-error\"/></endEvent>"
                + end)
        .contains("no-error");
    assertInvalid(process + "<startEvent id=\"s\"/>" + end).contains("s");
  }

  @Test
  void aLoopWithoutWaitIsNamed() {
    var model =
        Bpmn.createExecutableProcess("endless")
            .startEvent()
            .exclusiveGateway("again")
            .manualTask("nothing")
            .connectTo("again")
            .done();
    assertInvalid(Bpmn.convertToString(model)).contains("again", "nothing", "loop");
  }

  @Test
  void aLoopThatIsAlwaysDueDoesNotKeepOutTheOthers() {
    var model =
        Bpmn.createExecutableProcess("restless")
            .startEvent()
            .exclusiveGateway("again")
            .intermediateCatchEvent("now", event -> event.timerWithDuration("PT0S"))
            .connectTo("again")
            .done();
    var client = victim.client();
    client.newDeployResourceCommand().addProcessModel(model, "restless.bpmn").send().join();
    var create = client.newCreateInstanceCommand().bpmnProcessId("restless").latestVersion();
    var instance = create.send().join().getProcessInstanceKey();
    victim.assertWell();
    client.newCancelInstanceCommand(instance).send().join();
  }
}
