package io.orrery.bpmn.reading;

import static io.orrery.bpmn.Models.element;
import static io.orrery.bpmn.Models.file;
import static io.orrery.bpmn.Models.flow;
import static io.orrery.bpmn.Models.problems;
import static io.orrery.bpmn.Models.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.model.Element.ExclusiveGateway;
import io.orrery.bpmn.model.Element.ParallelGateway;
import io.orrery.bpmn.model.Element.SequenceFlow;
import org.junit.jupiter.api.Test;

/// Gateways and the sequence flows that leave them.
class GatewayTest {

  private static String split(String gateway, String... flows) {
    return file(
        "<startEvent id='start'/>"
            + gateway
            + "<endEvent id='a'/><endEvent id='b'/>"
            + flow("in", "start", "x")
            + String.join("", flows));
  }

  @Test
  void readsConditionsAndTheDefaultFlow() {
    var file =
        split(
            "<exclusiveGateway id='x' default='toB'/>",
            flow("toA", "x", "a", "= amount > 100 "),
            flow("toB", "x", "b"));

    var process = process(file);
    var gateway = element(file, "x", ExclusiveGateway.class);
    assertThat(process.element(gateway.defaultFlow()).id()).isEqualTo("toB");
    assertThat(gateway.outgoing().stream().mapToObj(i -> process.element(i).id()))
        .containsExactly("toA", "toB");
    var flow = (SequenceFlow) process.element(gateway.outgoing().get(0));
    assertThat(flow.condition()).hasToString("= amount > 100");
    assertThat(process.element(flow.source())).isEqualTo(gateway);
    assertThat(process.element(flow.target()).id()).isEqualTo("a");
  }

  @Test
  void ignoresTheConditionOfADefaultFlow() {
    var file =
        split(
            "<exclusiveGateway id='x' default='toB'/>",
            flow("toA", "x", "a", "=yes"),
            flow("toB", "x", "b", "=no"));

    assertThat(element(file, "toB", SequenceFlow.class).condition()).isNull();
  }

  @Test
  void refusesFlowsWithoutConditionWhereSeveralLeave() {
    assertThat(
            problems(
                split("<exclusiveGateway id='x'/>", flow("toA", "x", "a"), flow("toB", "x", "b"))))
        .containsExactly(
            "'test.bpmn': element 'toA': must have a condition or be the default flow, because"
                + " gateway 'x' has several flows",
            "'test.bpmn': element 'toB': must have a condition or be the default flow, because"
                + " gateway 'x' has several flows");
  }

  @Test
  void refusesADefaultFlowThatLeavesElsewhere() {
    assertThat(problems(split("<exclusiveGateway id='x' default='in'/>", flow("toA", "x", "a"))))
        .containsExactly("'test.bpmn': element 'x': the default flow must leave this gateway");
  }

  @Test
  void refusesAConditionThatIsNoExpression() {
    assertThat(problems(split("<exclusiveGateway id='x'/>", flow("toA", "x", "a", "amount > 1"))))
        .containsExactly(
            "'test.bpmn': element 'toA': the condition must be an expression, which begins with"
                + " '=', but is 'amount > 1'");
  }

  @Test
  void refusesConditionsOnOtherFlows() {
    assertThat(problems(split("<parallelGateway id='x'/>", flow("toA", "x", "a", "=yes"))))
        .containsExactly(
            "'test.bpmn': element 'toA': a condition is only allowed on a flow that leaves an"
                + " exclusive gateway, but it leaves 'x'");
  }

  @Test
  void readsAParallelGateway() {
    var file = split("<parallelGateway id='x'/>", flow("f1", "x", "a"), flow("f2", "x", "b"));
    assertThat(element(file, "x", ParallelGateway.class).outgoing().size()).isEqualTo(2);
  }

  @Test
  void refusesFlowsThatCrossTheBorderOfASubProcess() {
    var file =
        file(
            """
            <startEvent id='start'/>
            <subProcess id='sub'><startEvent id='inner'/></subProcess>
            """
                + flow("in", "start", "sub")
                + flow("wrong", "inner", "sub"));

    assertThat(problems(file))
        .containsExactly(
            "'test.bpmn': element 'wrong': must not cross the border of a sub-process, but 'inner'"
                + " is in another one");
  }
}
