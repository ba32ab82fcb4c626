package io.orrery.broker.records;

import static io.orrery.broker.records.Names.NO_KEY;
import static io.orrery.broker.records.Names.NO_NAME;
import static io.orrery.exporter.api.RecordValue.DEFAULT_TENANT;

import io.orrery.exporter.api.MessageStartEventSubscriptionValue;
import io.orrery.exporter.api.MessageSubscriptionValue;
import io.orrery.exporter.api.MessageValue;
import io.orrery.exporter.api.ProcessMessageSubscriptionValue;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.RecordValue.Json;
import io.orrery.protocol.Message;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.MessageSubscription;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.ProcessSubscription;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.StartSubscription;
import io.orrery.protocol.StartSubscriptionEvent;
import io.orrery.protocol.SubscriptionCommand;

/// The values of records about messages and what waits for them.
final class MessageValues {

  private final Names names;

  MessageValues(Names names) {
    this.names = names;
  }

  RecordValue of(MessageCommand command) {
    return switch (command) {
      case MessageCommand.Publish it ->
          new MessageValue(
              it.name(),
              it.correlationKey(),
              it.messageId(),
              it.timeToLive().toMillis(),
              NO_KEY,
              VariableValues.json(it.variables()),
              DEFAULT_TENANT);
      case MessageCommand.Expire _ ->
          new MessageValue(NO_NAME, NO_NAME, NO_NAME, NO_KEY, NO_KEY, Json.EMPTY, DEFAULT_TENANT);
    };
  }

  RecordValue of(MessageEvent event) {
    return switch (event) {
      case MessageEvent.Published(var message) -> value(message);
      case MessageEvent.Expired(var message) -> value(message);
    };
  }

  private static RecordValue value(Message message) {
    return new MessageValue(
        message.name(),
        message.correlationKey(),
        message.messageId(),
        message.timeToLive().toMillis(),
        message.deadline().toEpochMilli(),
        VariableValues.json(message.variables()),
        DEFAULT_TENANT);
  }

  /// What partitions say to each other names a subscription by its element instance and message.
  RecordValue of(SubscriptionCommand command) {
    return switch (command) {
      case SubscriptionCommand.Open(var it) -> value(it, NO_KEY, Json.EMPTY);
      case SubscriptionCommand.Close(var element, var name) -> theirs(element, name, NO_KEY);
      case SubscriptionCommand.Correlated(var element, var name, var message) ->
          theirs(element, name, message);
      case SubscriptionCommand.Reject(var element, var name, var message) ->
          theirs(element, name, message);
      case SubscriptionCommand.Opened(var element, var name) ->
          ours(element, name, NO_KEY, Json.EMPTY);
      case SubscriptionCommand.Correlate(var element, var name, var message, var variables) ->
          ours(element, name, message, VariableValues.json(variables));
      case SubscriptionCommand.Closed(var element, var name) ->
          ours(element, name, NO_KEY, Json.EMPTY);
    };
  }

  private static RecordValue theirs(long elementKey, String name, long messageKey) {
    return new MessageSubscriptionValue(
        NO_KEY, elementKey, NO_NAME, name, NO_NAME, messageKey, true, Json.EMPTY, DEFAULT_TENANT);
  }

  private static RecordValue ours(long elementKey, String name, long messageKey, Json variables) {
    return new ProcessMessageSubscriptionValue(
        NO_KEY,
        elementKey,
        NO_NAME,
        name,
        NO_NAME,
        messageKey,
        NO_NAME,
        true,
        variables,
        DEFAULT_TENANT);
  }

  RecordValue of(MessageSubscriptionEvent event) {
    return switch (event) {
      case MessageSubscriptionEvent.Created(var it) -> value(it, NO_KEY, Json.EMPTY);
      case MessageSubscriptionEvent.Correlating(var it, var message, var variables) ->
          value(it, message, VariableValues.json(variables));
      case MessageSubscriptionEvent.Correlated(var it, var message) ->
          value(it, message, Json.EMPTY);
      case MessageSubscriptionEvent.Rejected(var it, var message) -> value(it, message, Json.EMPTY);
      case MessageSubscriptionEvent.Deleted(var it) -> value(it, NO_KEY, Json.EMPTY);
    };
  }

  private static RecordValue value(MessageSubscription it, long messageKey, Json variables) {
    return new MessageSubscriptionValue(
        it.instanceKey(),
        it.elementKey(),
        it.processId(),
        it.name(),
        it.correlationKey(),
        messageKey,
        it.interrupting(),
        variables,
        DEFAULT_TENANT);
  }

  RecordValue of(ProcessSubscriptionEvent event) {
    return switch (event) {
      case ProcessSubscriptionEvent.Correlated(var it, var message, var variables) ->
          value(it, message, VariableValues.json(variables));
      case ProcessSubscriptionEvent.Creating(var it) -> value(it, NO_KEY, Json.EMPTY);
      case ProcessSubscriptionEvent.Created(var it) -> value(it, NO_KEY, Json.EMPTY);
      case ProcessSubscriptionEvent.Deleting(var it) -> value(it, NO_KEY, Json.EMPTY);
      case ProcessSubscriptionEvent.Deleted(var it) -> value(it, NO_KEY, Json.EMPTY);
    };
  }

  private RecordValue value(ProcessSubscription it, long messageKey, Json variables) {
    var at = it.element();
    return new ProcessMessageSubscriptionValue(
        at.instanceKey(),
        it.elementKey(),
        names.processId(at.definitionKey()),
        it.name(),
        it.correlationKey(),
        messageKey,
        names.elementId(at.definitionKey(), it.target()),
        it.interrupting(),
        variables,
        DEFAULT_TENANT);
  }

  RecordValue of(StartSubscriptionEvent event) {
    return switch (event) {
      case StartSubscriptionEvent.Created(var it) -> idle(it);
      case StartSubscriptionEvent.Deleted(var it) -> idle(it);
      case StartSubscriptionEvent.Correlated(
              var it,
              var message,
              var correlationKey,
              var instance,
              var variables) ->
          value(it, message, correlationKey, instance, VariableValues.json(variables));
    };
  }

  private RecordValue idle(StartSubscription subscription) {
    return value(subscription, NO_KEY, NO_NAME, NO_KEY, Json.EMPTY);
  }

  private RecordValue value(
      StartSubscription it,
      long messageKey,
      String correlationKey,
      long instanceKey,
      Json variables) {
    return new MessageStartEventSubscriptionValue(
        it.definitionKey(),
        it.processId(),
        names.elementId(it.definitionKey(), it.element()),
        it.name(),
        messageKey,
        correlationKey,
        instanceKey,
        variables,
        DEFAULT_TENANT);
  }
}
