package io.orrery.protocol;

/// What can happen to a message subscription on the instance's partition. The record's key is the
/// subscription's there.
public sealed interface ProcessSubscriptionEvent extends Event {

  ProcessSubscription subscription();

  record Creating(ProcessSubscription subscription) implements ProcessSubscriptionEvent {}

  record Created(ProcessSubscription subscription) implements ProcessSubscriptionEvent {}

  record Correlated(ProcessSubscription subscription, long messageKey, Document variables)
      implements ProcessSubscriptionEvent {}

  record Deleting(ProcessSubscription subscription) implements ProcessSubscriptionEvent {}

  record Deleted(ProcessSubscription subscription) implements ProcessSubscriptionEvent {}
}
