package io.orrery.engine.state;

import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.MessageSubscription;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.ProcessSubscription;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.StartSubscriptionEvent;

/// Turns the events of messages and of the subscriptions to them into changes of their tables.
final class MessageApplier {

  private final MessageTable messages;
  private final MessageSubscriptionTable subscriptions;
  private final ProcessSubscriptionTable processSubscriptions;
  private final StartSubscriptionTable starts;
  private final DueTable due;

  MessageApplier(State state) {
    messages = state.messages();
    subscriptions = state.messageSubscriptions();
    processSubscriptions = state.processSubscriptions();
    starts = state.starts();
    due = state.due();
  }

  void apply(long key, MessageEvent event) {
    switch (event) {
      case MessageEvent.Published(var message) -> {
        messages.insert(key, message);
        due.add(message.deadline(), Due.MESSAGE, key);
      }
      case MessageEvent.Expired(var message) -> {
        messages.delete(key, message);
        due.remove(message.deadline(), Due.MESSAGE, key);
      }
    }
  }

  void apply(long key, MessageSubscriptionEvent event) {
    switch (event) {
      case MessageSubscriptionEvent.Created(var subscription) ->
          subscriptions.insert(key, subscription);
      case MessageSubscriptionEvent.Correlating(var subscription, var messageKey, _) -> {
        subscriptions.correlating(subscription, messageKey);
        messages.correlated(messageKey, subscription.processId());
      }
      case MessageSubscriptionEvent.Correlated(var subscription, _) -> settle(subscription);
      case MessageSubscriptionEvent.Rejected(var subscription, var messageKey) -> {
        subscriptions.correlating(subscription, 0);
        messages.released(messageKey, subscription.processId());
      }
      case MessageSubscriptionEvent.Deleted(var subscription) -> subscriptions.delete(subscription);
    }
  }

  private void settle(MessageSubscription subscription) {
    if (subscription.interrupting()) {
      subscriptions.delete(subscription);
    } else {
      subscriptions.correlating(subscription, 0);
    }
  }

  void apply(long key, ProcessSubscriptionEvent event) {
    switch (event) {
      case ProcessSubscriptionEvent.Creating(var subscription) ->
          processSubscriptions.insert(key, subscription);
      case ProcessSubscriptionEvent.Created(var subscription) ->
          processSubscriptions.opened(subscription);
      case ProcessSubscriptionEvent.Correlated(var subscription, _, _) -> take(subscription);
      case ProcessSubscriptionEvent.Deleting(var subscription) ->
          processSubscriptions.closing(subscription);
      case ProcessSubscriptionEvent.Deleted(var subscription) ->
          processSubscriptions.delete(subscription);
    }
  }

  private void take(ProcessSubscription subscription) {
    if (subscription.interrupting()) {
      processSubscriptions.delete(subscription);
    }
  }

  void apply(long key, StartSubscriptionEvent event) {
    switch (event) {
      case StartSubscriptionEvent.Created(var subscription) -> starts.insert(key, subscription);
      case StartSubscriptionEvent.Correlated(
              var subscription,
              var messageKey,
              var correlationKey,
              var instanceKey,
              _) -> {
        messages.correlated(messageKey, subscription.processId());
        if (!correlationKey.isEmpty()) {
          starts.lock(subscription.processId(), correlationKey, instanceKey);
        }
      }
      case StartSubscriptionEvent.Deleted(var subscription) -> starts.delete(key, subscription);
    }
  }
}
