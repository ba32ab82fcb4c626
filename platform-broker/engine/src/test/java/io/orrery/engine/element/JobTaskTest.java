package io.orrery.engine.element;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static io.orrery.engine.testing.TestEngine.variables;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Service, send, script, business rule and user tasks, message throw and end events: whatever a
/// worker does.
class JobTaskTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  @Test
  void createsAJobAndWaitsForItsCompletion() {
    engine.deploy(process("order").start().service("pay", "charge").end());

    var order = engine.start("order");

    assertThatInstance(order).isAt("pay");
    engine.complete("charge", "{\"paid\":true}");
    assertThatInstance(order).isCompleted().passed("start", "pay", "end").has("paid", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serviceTask", "sendTask", "scriptTask", "businessRuleTask"})
  void isDoneByAWorkerWhateverItsMarker(String tag) {
    engine.deploy(process("p").start().task(tag, "work", it -> it.job("work")).end());

    var instance = engine.start("p");
    engine.complete("work");

    assertThatInstance(instance).isCompleted().passed("work", "end");
  }

  @Test
  void isDoneByAWorkerWhenAnEventThrowsAMessage() {
    var job = "<extensionElements><zeebe:taskDefinition type=\"tell\"/></extensionElements>";
    engine.deploy(
        process("p")
            .start()
            .node("intermediateThrowEvent", "tell", "", job + "<messageEventDefinition/>")
            .node("endEvent", "tell-all", "", job + "<messageEventDefinition/>"));
    var instance = engine.start("p");

    assertThatInstance(instance).isAt("tell");
    engine.complete("tell");
    assertThatInstance(instance).isAt("tell-all");
    engine.complete("tell");
    assertThatInstance(instance).isCompleted().passed("tell", "tell-all");
  }

  @Test
  void showsTheJobWhereItComesFrom() {
    var deployed = engine.deploy(process("order").start().service("pay", "charge").end());
    var order = engine.start("order", "{\"total\":7}");

    var job = engine.job("charge");

    assertThat(job.instanceKey()).isEqualTo(order.key());
    assertThat(job.elementKey()).isEqualTo(order.keyOf("pay"));
    assertThat(job.elementId()).isEqualTo("pay");
    assertThat(job.processId()).isEqualTo("order");
    assertThat(job.version()).isEqualTo(1);
    assertThat(job.definitionKey()).isEqualTo(deployed.processes().getFirst().key());
    assertThat(job.retries()).isEqualTo(3);
    assertThat(job.worker()).isEqualTo("worker");
    assertThat(job.deadline()).isEqualTo(TestEngine.START.plusSeconds(300));
    assertThat(variables(job)).containsEntry("total", "7");
  }

  @Test
  void computesTypeAndRetriesFromVariables() {
    engine.deploy(
        process("p").start().service("work", it -> it.job("=\"do-\" + kind", "=2 + n")).end());
    engine.start("p", "{\"kind\":\"it\",\"n\":3}");

    assertThat(engine.job("do-it").retries()).isEqualTo(5);
  }

  @Test
  void computesTypeAndRetriesAfterItsInputMappings() {
    engine.deploy(
        process("p").start().service("work", it -> it.job("=kind").input("outer", "kind")).end());
    engine.start("p", "{\"outer\":\"mapped\"}");

    assertThat(variables(engine.job("mapped"))).containsEntry("kind", "\"mapped\"");
  }

  @Test
  void raisesAnIncidentWhenTheTypeIsNoTextAndGoesOnWhenThatIsMended() {
    engine.deploy(process("p").start().service("work", it -> it.job("=kind")).end());
    var instance = engine.start("p", "{\"kind\":1}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.EXTRACT_VALUE_ERROR);
    assertThat(engine.incident().elementKey()).isEqualTo(instance.keyOf("work"));
    engine.resolve();
    assertThat(engine.history().incidents()).hasSize(1);

    engine.setVariables(instance.key(), "{\"kind\":\"fine\"}", false);
    engine.resolve();
    engine.complete("fine");
    assertThatInstance(instance).isCompleted();
    assertThat(engine.history().incidents()).isEmpty();
  }

  @Test
  void raisesAnIncidentWhenTheRetriesAreNoNumber() {
    engine.deploy(process("p").start().service("work", it -> it.job("work", "=many")).end());
    var instance = engine.start("p", "{\"many\":\"many\"}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.EXTRACT_VALUE_ERROR);
    assertThatInstance(instance).isAt("work");
    assertThat(engine.activate("work", 1)).isEmpty();
    engine.cancel(instance);
  }

  @Test
  void handsItsHeadersToTheWorker() {
    engine.deploy(
        process("p")
            .start()
            .service("work", it -> it.job("work").header("method", "POST").header("a\"b", "<&>"))
            .end());
    engine.start("p");

    assertThat(engine.job("work").headers())
        .hasToString("{\"method\":\"POST\",\"a\\\"b\":\"<&>\"}");
  }

  @Test
  void tellsTheWorkerOfAUserTaskWhoIsAskedAndWhen() {
    engine.deploy(
        process("p")
            .start()
            .task(
                "userTask",
                "approve",
                it ->
                    it.extension(
                            "<zeebe:assignmentDefinition assignee=\"=boss\""
                                + " candidateGroups=\"a,b\"/>")
                        .extension("<zeebe:taskSchedule dueDate=\"2031-02-03T04:05:06Z\"/>")
                        .extension("<zeebe:formDefinition formKey=\"form-1\"/>")
                        .header("own", "header"))
            .end());
    var instance = engine.start("p", "{\"boss\":\"ada\"}");

    var job = engine.job("io.camunda.zeebe:userTask");

    var headers = job.headers();
    assertThat(TestEngine.text(headers, "own")).isEqualTo("\"header\"");
    assertThat(TestEngine.text(headers, "io.camunda.zeebe:assignee")).isEqualTo("\"ada\"");
    assertThat(TestEngine.text(headers, "io.camunda.zeebe:formKey")).isEqualTo("\"form-1\"");
    assertThat(headers.names())
        .contains("io.camunda.zeebe:candidateGroups", "io.camunda.zeebe:dueDate");
    engine.complete(job, "{}");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void letsSomebodyMendAResultThatCannotBeMapped() {
    engine.deploy(
        process("p")
            .start()
            .service("work", it -> it.job("work").output("assert(x, x > 1)", "y"))
            .end());
    var instance = engine.start("p");
    engine.complete("work", "{\"x\":1,\"z\":2}");
    assertThat(engine.incident().type()).isEqualTo(IncidentType.IO_MAPPING_ERROR);

    engine.setVariables(instance.keyOf("work"), "{\"x\":7}", true);
    engine.resolve();

    assertThatInstance(instance).isCompleted().has("y", "7").hasNo("x").hasNo("z");
  }

  @Test
  void endsItsPathWhenNoFlowLeavesIt() {
    engine.deploy(process("p").start().service("work", "work"));
    var instance = engine.start("p");

    engine.complete("work");

    assertThatInstance(instance).isCompleted().passed("start", "work");
  }

  @Test
  void takesAllFlowsThatLeaveIt() {
    engine.deploy(
        process("p")
            .start()
            .service("work", "work")
            .end("one")
            .from("work")
            .service("more", "more")
            .end("two"));
    var instance = engine.start("p");

    engine.complete("work");
    assertThatInstance(instance).isAt("more").passed("work", "one");
    engine.complete("more");
    assertThatInstance(instance).isCompleted().passed("one", "two");
  }
}
