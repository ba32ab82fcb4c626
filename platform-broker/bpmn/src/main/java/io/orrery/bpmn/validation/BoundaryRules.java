package io.orrery.bpmn.validation;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Element.BoundaryEvent;
import io.orrery.bpmn.model.Element.JobTask;
import io.orrery.bpmn.model.Element.PassTask;
import io.orrery.bpmn.model.Element.ReceiveTask;
import io.orrery.bpmn.model.Element.SubProcess;
import io.orrery.bpmn.model.ElementType;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.bpmn.model.Trigger.ErrorTrigger;
import io.orrery.bpmn.model.Trigger.MessageTrigger;
import java.util.HashSet;
import java.util.Set;

/// What may be attached to what.
record BoundaryRules(ExecutableProcess process, Set<Integer> refused, Problems problems) {

  void check() {
    for (var element : process.elements()) {
      if (element instanceof BoundaryEvent event && event.attachedTo() >= 0) {
        checkEvent(event);
      }
      if (!element.boundaryEvents().isEmpty()) {
        checkUnique(element);
      }
    }
  }

  private void checkEvent(BoundaryEvent event) {
    var activity = process.element(event.attachedTo());
    if (!refused.contains(activity.index()) && !isActivity(activity)) {
      problems.add(
          event.id(), "must be attached to an activity, but '" + activity.id() + "' is none");
    }
    if (event.trigger() instanceof ErrorTrigger && !event.interrupting()) {
      problems.add(event.id(), "an error boundary event must be interrupting");
    }
  }

  private static boolean isActivity(Element element) {
    return switch (element) {
      case JobTask task -> isTask(task.type());
      case SubProcess _, ReceiveTask _, PassTask _ -> true;
      default -> false;
    };
  }

  /// A message throw or end event is a job, too, but no activity.
  private static boolean isTask(ElementType type) {
    return type != ElementType.END_EVENT && type != ElementType.INTERMEDIATE_THROW_EVENT;
  }

  private void checkUnique(Element activity) {
    var messages = new HashSet<String>();
    var errors = new HashSet<String>();
    if (activity instanceof ReceiveTask task) {
      messages.add(task.message().name().source());
    }
    for (var index : activity.boundaryEvents()) {
      if (!(process.element(index) instanceof BoundaryEvent event)) {
        continue;
      }
      switch (event.trigger()) {
        case MessageTrigger message when !messages.add(message.name().source()) ->
            problems.add(
                event.id(),
                "the message '%s' is already waited for at '%s'"
                    .formatted(message.name().source(), activity.id()));
        case ErrorTrigger(var code) when !errors.add(code == null ? "" : code) ->
            problems.add(
                event.id(),
                (code == null ? "all errors are" : "the error code '" + code + "' is")
                    + " already caught at '"
                    + activity.id()
                    + "'");
        default -> {}
      }
    }
  }
}
