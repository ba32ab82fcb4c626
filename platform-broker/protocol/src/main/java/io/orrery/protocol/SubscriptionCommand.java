package io.orrery.protocol;

/// What the partition of an instance and the partition of a message want of each other.
public sealed interface SubscriptionCommand extends Command {

  /// To the message's partition: wait for a message.
  record Open(MessageSubscription subscription) implements SubscriptionCommand {}

  /// To the message's partition: wait no longer.
  record Close(long elementKey, String name) implements SubscriptionCommand {}

  /// To the instance's partition: the subscription is there.
  record Opened(long elementKey, String name) implements SubscriptionCommand {}

  /// To the instance's partition: here is the message.
  record Correlate(long elementKey, String name, long messageKey, Document variables)
      implements SubscriptionCommand {}

  /// To the message's partition: the instance has taken the message.
  record Correlated(long elementKey, String name, long messageKey) implements SubscriptionCommand {}

  /// To the message's partition: the instance does not wait for it any more.
  record Reject(long elementKey, String name, long messageKey) implements SubscriptionCommand {}

  /// To the instance's partition: the subscription is gone.
  record Closed(long elementKey, String name) implements SubscriptionCommand {}
}
