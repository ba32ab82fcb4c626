package io.orrery.protocol;

/// What can happen to the trigger of an event (a message, a due timer, a thrown error) between its
/// arrival and the activation of the event that it is for.
public sealed interface TriggerEvent extends Event {

  /// The trigger has arrived and waits.
  ///
  /// @param scopeKey the element instance that it interrupts or continues
  /// @param target the event that it activates or completes
  /// @param variables what it carries
  record Triggering(
      long scopeKey, long instanceKey, long definitionKey, int target, Document variables)
      implements TriggerEvent {}

  /// The event has taken its trigger.
  record Triggered(long scopeKey, long instanceKey, long definitionKey, int target)
      implements TriggerEvent {}
}
