package io.orrery.protocol;

/// What can happen to an element instance (BPMN 2.0, chapter 13.2). The record's key is the key of
/// the element instance; that of a taken flow is its own.
public sealed interface ElementEvent extends Event {

  ElementValue value();

  /// The element is being entered: its input mappings run.
  ///
  /// @param consumed how many taken flows end here: 0 for starts and boundary events, 1 for most,
  ///   all incoming ones for a joining gateway
  record Activating(ElementValue value, int consumed) implements ElementEvent {}

  /// The element was entered and does its work or waits.
  record Activated(ElementValue value) implements ElementEvent {}

  /// The element's work is done: its output mappings run.
  record Completing(ElementValue value) implements ElementEvent {}

  /// The element was left.
  record Completed(ElementValue value) implements ElementEvent {}

  /// The element is being interrupted: what is inside of it ends first.
  record Terminating(ElementValue value) implements ElementEvent {}

  /// The element was interrupted.
  record Terminated(ElementValue value) implements ElementEvent {}

  /// A token went over a sequence flow, which is the element of the value.
  ///
  /// @param target the element that the flow leads to
  /// @param joins whether the target waits for more than one flow
  record FlowTaken(ElementValue value, int target, boolean joins) implements ElementEvent {}
}
