package io.orrery.readmodel.projection;

import static io.orrery.readmodel.projection.Projection.emptyAsNull;
import static io.orrery.readmodel.projection.Projection.keyOrNull;
import static io.orrery.readmodel.projection.Projection.time;

import io.orrery.exporter.api.MessageStartEventSubscriptionValue;
import io.orrery.exporter.api.MessageValue;
import io.orrery.exporter.api.ProcessMessageSubscriptionValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.TimerValue;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.MessageSubscription;
import io.orrery.readmodel.document.Timer;
import java.time.Instant;

/// What happens to messages, to those who wait for them, and to timers. A subscription is taken
/// from the partition of the instance that waits; its twin on the message's partition says nothing
/// more.
final class MessageProjection {

  void message(Record record, MessageValue value, ProjectionTarget target) {
    if (record.intent().equals("EXPIRED")) {
      target.change(
          Change.update(Message.class, record.key(), record.position()).set("state", "EXPIRED"));
    } else if (record.intent().equals("PUBLISHED")) {
      var message =
          new Message(
              record.key(),
              value.name(),
              value.correlationKey(),
              emptyAsNull(value.messageId()),
              time(record),
              Instant.ofEpochMilli(value.deadline()),
              value.variables().text(),
              "PUBLISHED",
              value.tenantId());
      target.change(Change.birth(message, record.key(), record.position()));
    }
  }

  void waiting(Record record, ProcessMessageSubscriptionValue value, ProjectionTarget target) {
    switch (record.intent()) {
      case "CREATING" -> {
        var subscription =
            new MessageSubscription(
                record.key(),
                value.messageName(),
                value.correlationKey(),
                "CREATED",
                value.bpmnProcessId(),
                null,
                value.processInstanceKey(),
                value.elementInstanceKey(),
                value.elementId(),
                null,
                time(record),
                value.tenantId());
        target.change(Change.birth(subscription, record.key(), record.position()));
      }
      case "CORRELATED" -> target.change(correlated(record, value.messageKey()));
      case "DELETED" -> target.change(deleted(record));
      default -> {
        // On its way to one of these.
      }
    }
  }

  void starting(Record record, MessageStartEventSubscriptionValue value, ProjectionTarget target) {
    switch (record.intent()) {
      case "CREATED" -> {
        var subscription =
            new MessageSubscription(
                record.key(),
                value.messageName(),
                "",
                "CREATED",
                value.bpmnProcessId(),
                value.processDefinitionKey(),
                null,
                null,
                value.startEventId(),
                null,
                time(record),
                value.tenantId());
        target.change(Change.birth(subscription, record.key(), record.position()));
      }
      // It goes on waiting: the next message begins the next instance.
      case "CORRELATED" ->
          target.change(
              Change.update(MessageSubscription.class, record.key(), record.position())
                  .set("messageKey", keyOrNull(value.messageKey()))
                  .set("lastUpdatedDate", time(record)));
      case "DELETED" -> target.change(deleted(record));
      default -> {
        // There are no others.
      }
    }
  }

  private static Change correlated(Record record, long messageKey) {
    return subscription(record, "CORRELATED").set("messageKey", keyOrNull(messageKey));
  }

  private static Change deleted(Record record) {
    return subscription(record, "DELETED");
  }

  private static Change subscription(Record record, String state) {
    return Change.update(MessageSubscription.class, record.key(), record.position())
        .set("messageSubscriptionState", state)
        .set("lastUpdatedDate", time(record));
  }

  void timer(Record record, TimerValue value, ProjectionTarget target) {
    switch (record.intent()) {
      case "CREATED" -> {
        var timer =
            new Timer(
                record.key(),
                Instant.ofEpochMilli(value.dueDate()),
                value.repetitions(),
                "CREATED",
                keyOrNull(value.processInstanceKey()),
                keyOrNull(value.elementInstanceKey()),
                value.processDefinitionKey(),
                value.targetElementId(),
                time(record),
                value.tenantId());
        target.change(Change.birth(timer, record.key(), record.position()));
      }
      case "TRIGGERED" -> target.change(timer(record, "TRIGGERED"));
      case "CANCELED" -> target.change(timer(record, "CANCELED"));
      default -> {
        // There are no others.
      }
    }
  }

  private static Change timer(Record record, String state) {
    return Change.update(Timer.class, record.key(), record.position())
        .set("state", state)
        .set("lastUpdateDate", time(record));
  }
}
