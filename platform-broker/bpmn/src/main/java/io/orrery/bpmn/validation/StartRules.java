package io.orrery.bpmn.validation;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Element.StartEvent;
import io.orrery.bpmn.model.Element.SubProcess;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.bpmn.model.Trigger.MessageTrigger;
import io.orrery.bpmn.model.Trigger.NoTrigger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a process and a sub-process begin.
record StartRules(ExecutableProcess process, Set<Integer> refused, Problems problems) {

  void check() {
    checkProcess();
    for (var element : process.elements()) {
      if (element instanceof SubProcess && !refused.contains(element.index())) {
        checkSubProcess(element);
      }
    }
  }

  private List<StartEvent> starts(int scope) {
    return process.elements().stream()
        .filter(element -> element.scope() == scope)
        .filter(StartEvent.class::isInstance)
        .map(StartEvent.class::cast)
        .toList();
  }

  private void checkProcess() {
    var starts = starts(0);
    if (starts.isEmpty()) {
      problems.add(process.id(), "must have at least one start event");
    }
    if (starts.stream().filter(start -> start.trigger() instanceof NoTrigger).count() > 1) {
      problems.add(process.id(), "must not have more than one none start event");
    }
    var names = new HashSet<String>();
    for (var start : starts) {
      if (start.trigger() instanceof MessageTrigger message
          && !names.add(message.name().source())) {
        problems.add(
            start.id(),
            "must not wait for the same message '%s' as another start event"
                .formatted(message.name().source()));
      }
    }
  }

  private void checkSubProcess(Element subProcess) {
    var starts = starts(subProcess.index());
    if (starts.size() != 1) {
      problems.add(subProcess.id(), "must have exactly one start event");
    }
    for (var start : starts) {
      if (!(start.trigger() instanceof NoTrigger)) {
        problems.add(start.id(), "the start event of a sub-process must be a none start event");
      }
    }
  }
}
