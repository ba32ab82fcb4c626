package io.orrery.protocol;

/// What can happen to the subscription of a message start event. The record's key is the
/// subscription's.
public sealed interface StartSubscriptionEvent extends Event {

  StartSubscription subscription();

  record Created(StartSubscription subscription) implements StartSubscriptionEvent {}

  /// A message began an instance.
  record Correlated(
      StartSubscription subscription,
      long messageKey,
      String correlationKey,
      long instanceKey,
      Document variables)
      implements StartSubscriptionEvent {}

  record Deleted(StartSubscription subscription) implements StartSubscriptionEvent {}
}
