package io.orrery.bpmn.model;

import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.model.Trigger.MessageTrigger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One element of a process: a flow node, a sequence flow, or the process itself.
///
/// Elements point to each other by their index in [ExecutableProcess#elements]; -1 means none.
public sealed interface Element {

  Common common();

  default int index() {
    return common().index();
  }

  default String id() {
    return common().id();
  }

  default ElementType type() {
    return common().type();
  }

  default int scope() {
    return common().scope();
  }

  default Indexes incoming() {
    return common().incoming();
  }

  default Indexes outgoing() {
    return common().outgoing();
  }

  default Indexes boundaryEvents() {
    return common().boundaryEvents();
  }

  /// The process; always the element with index 0.
  ///
  /// @param noneStart the start event of instances that a command creates, -1 if there is none
  /// @param starts the start events that a message or a timer triggers
  record ProcessRoot(Common common, int noneStart, Indexes starts) implements Element {}

  /// An embedded sub-process.
  ///
  /// @param start its only start event
  record SubProcess(Common common, int start) implements Element {}

  /// A start event; in a sub-process always without trigger.
  record StartEvent(Common common, Trigger trigger) implements Element {}

  /// An end event without work of its own; a message end event is a [JobTask].
  ///
  /// @param errorCode the code of the error that it throws; null for a none end event
  record EndEvent(Common common, @Nullable Expression errorCode) implements Element {}

  /// A none intermediate throw event.
  record ThrowEvent(Common common) implements Element {}

  /// An intermediate catch event: it waits for a message or a timer.
  record CatchEvent(Common common, Trigger trigger) implements Element {}

  /// An event attached to an activity.
  ///
  /// @param attachedTo the activity
  /// @param interrupting whether the activity is terminated when the event happens
  /// @param trigger a message, a timer or an error
  record BoundaryEvent(Common common, int attachedTo, boolean interrupting, Trigger trigger)
      implements Element {}

  /// Whatever a job worker does: service, send, script, business rule and user tasks, message throw
  /// events and message end events.
  ///
  /// @param jobType a string
  /// @param retries an integer
  /// @param headers the static headers, in order; those of a user task's properties are not in it
  /// @param user what a user task adds to the headers; null for all others
  record JobTask(
      Common common,
      Expression jobType,
      Expression retries,
      Map<String, String> headers,
      @Nullable UserTaskProperties user)
      implements Element {}

  /// A task that waits for a message.
  record ReceiveTask(Common common, MessageTrigger message) implements Element {}

  /// A task with nothing to do: manual or undefined.
  record PassTask(Common common) implements Element {}

  /// A gateway that takes the first flow whose condition holds.
  ///
  /// @param defaultFlow the flow taken when no condition holds, -1 if there is none
  record ExclusiveGateway(Common common, int defaultFlow) implements Element {}

  /// A gateway that takes all flows, after one token came in on each incoming flow.
  record ParallelGateway(Common common) implements Element {}

  /// A sequence flow.
  ///
  /// @param source the element it leaves
  /// @param target the element it leads to
  /// @param condition when an exclusive gateway may take it; null if always
  record SequenceFlow(Common common, int source, int target, @Nullable Expression condition)
      implements Element {}
}
