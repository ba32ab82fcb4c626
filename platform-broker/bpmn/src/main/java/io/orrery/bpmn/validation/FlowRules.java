package io.orrery.bpmn.validation;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Element.ExclusiveGateway;
import io.orrery.bpmn.model.Element.SequenceFlow;
import io.orrery.bpmn.model.ElementType;
import io.orrery.bpmn.model.ExecutableProcess;
import java.util.Set;

/// Where sequence flows may begin and end, and which of them have conditions.
record FlowRules(ExecutableProcess process, Set<Integer> refused, Problems problems) {

  void check() {
    for (var element : process.elements()) {
      if (refused.contains(element.index())) {
        continue;
      }
      checkEnds(element);
      switch (element) {
        case ExclusiveGateway gateway -> checkGateway(gateway);
        case SequenceFlow flow -> checkFlow(flow);
        default -> {}
      }
    }
  }

  private void checkEnds(Element element) {
    var type = element.type();
    if (type == ElementType.END_EVENT && !element.outgoing().isEmpty()) {
      problems.add(element.id(), "an end event must not have an outgoing sequence flow");
    }
    if (type == ElementType.START_EVENT && !element.incoming().isEmpty()) {
      problems.add(element.id(), "a start event must not have an incoming sequence flow");
    }
    if (type == ElementType.BOUNDARY_EVENT && !element.incoming().isEmpty()) {
      problems.add(element.id(), "a boundary event must not have an incoming sequence flow");
    }
  }

  private void checkFlow(SequenceFlow flow) {
    if (flow.condition() == null || flow.source() < 0 || refused.contains(flow.source())) {
      return;
    }
    var source = process.element(flow.source());
    if (!(source instanceof ExclusiveGateway)) {
      problems.add(
          flow.id(),
          "a condition is only allowed on a flow that leaves an exclusive gateway, but it leaves '"
              + source.id()
              + "'");
    }
  }

  private void checkGateway(ExclusiveGateway gateway) {
    var isDefault = gateway.defaultFlow() < 0 || gateway.outgoing().contains(gateway.defaultFlow());
    if (!isDefault) {
      problems.add(gateway.id(), "the default flow must leave this gateway");
    }
    if (gateway.outgoing().size() < 2) {
      return;
    }
    for (var index : gateway.outgoing()) {
      if (index != gateway.defaultFlow()
          && process.element(index) instanceof SequenceFlow flow
          && flow.condition() == null) {
        problems.add(
            flow.id(),
            "must have a condition or be the default flow, because gateway '%s' has several flows"
                .formatted(gateway.id()));
      }
    }
  }
}
