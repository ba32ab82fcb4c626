package io.orrery.protocol;

/// What can happen to a subscription on the message's partition. The record's key is the
/// subscription's there.
public sealed interface MessageSubscriptionEvent extends Event {

  MessageSubscription subscription();

  record Created(MessageSubscription subscription) implements MessageSubscriptionEvent {}

  /// A message was chosen for the subscription; the instance has not confirmed yet.
  record Correlating(MessageSubscription subscription, long messageKey, Document variables)
      implements MessageSubscriptionEvent {}

  /// The instance has taken the message.
  record Correlated(MessageSubscription subscription, long messageKey)
      implements MessageSubscriptionEvent {}

  /// The instance no longer waited; the message is free for another one.
  record Rejected(MessageSubscription subscription, long messageKey)
      implements MessageSubscriptionEvent {}

  record Deleted(MessageSubscription subscription) implements MessageSubscriptionEvent {}
}
