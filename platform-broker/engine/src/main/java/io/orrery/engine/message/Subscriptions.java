package io.orrery.engine.message;

import io.orrery.engine.definition.Definitions;
import io.orrery.engine.event.Triggers;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.State;
import io.orrery.engine.state.StoredProcessSubscription;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Keys;
import io.orrery.protocol.MessageSubscription;
import io.orrery.protocol.ProcessSubscription;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.SubscriptionCommand;

/// The instance's side of message subscriptions: opened when the catch event is entered, closed
/// when it is left.
public final class Subscriptions {

  private final State state;
  private final Definitions definitions;
  private final Triggers triggers;
  private final int partitions;

  public Subscriptions(State state, Definitions definitions, Triggers triggers, int partitions) {
    this.state = state;
    this.definitions = definitions;
    this.triggers = triggers;
    this.partitions = partitions;
  }

  /// Begins to wait for a message.
  ///
  /// @param target the event that it triggers
  /// @param interrupting whether one message is enough
  public void open(
      ElementInstance instance,
      int target,
      String name,
      String correlationKey,
      boolean interrupting,
      Turn turn) {
    var value = instance.value();
    turn.emit(
        turn.newKey(),
        new ProcessSubscriptionEvent.Creating(
            new ProcessSubscription(
                instance.key(), value, target, name, correlationKey, interrupting)));
    turn.send(
        Keys.homeOf(correlationKey, partitions),
        new SubscriptionCommand.Open(
            new MessageSubscription(
                instance.key(),
                value.instanceKey(),
                definitions.get(value.definitionKey()).processId(),
                name,
                correlationKey,
                interrupting)));
  }

  /// Waits no longer.
  public void close(ElementInstance instance, Turn turn) {
    for (var each : state.processSubscriptions().of(instance.key())) {
      if (!each.closing()) {
        close(each, turn);
      }
    }
  }

  private void close(StoredProcessSubscription stored, Turn turn) {
    var subscription = stored.subscription();
    turn.emit(stored.key(), new ProcessSubscriptionEvent.Deleting(subscription));
    turn.send(
        Keys.homeOf(subscription.correlationKey(), partitions),
        new SubscriptionCommand.Close(subscription.elementKey(), subscription.name()));
  }

  void opened(SubscriptionCommand.Opened command, Turn turn) {
    var stored = state.processSubscriptions().find(command.elementKey(), command.name());
    if (stored != null) {
      turn.emit(stored.key(), new ProcessSubscriptionEvent.Created(stored.subscription()));
    }
  }

  void closed(SubscriptionCommand.Closed command, Turn turn) {
    var stored = state.processSubscriptions().find(command.elementKey(), command.name());
    if (stored != null && stored.closing()) {
      turn.emit(stored.key(), new ProcessSubscriptionEvent.Deleted(stored.subscription()));
    }
  }

  /// A message has come.
  void correlate(SubscriptionCommand.Correlate command, Turn turn) {
    var stored = state.processSubscriptions().find(command.elementKey(), command.name());
    var instance = state.elements().find(command.elementKey());
    if (stored == null
        || stored.closing()
        || instance == null
        || !triggers.canFire(instance, stored.subscription().target())) {
      reject(command, turn);
      return;
    }
    var subscription = stored.subscription();
    turn.emit(
        stored.key(),
        new ProcessSubscriptionEvent.Correlated(
            subscription, command.messageKey(), command.variables()));
    triggers.fire(instance, subscription.target(), command.variables(), turn);
    turn.send(
        Keys.homeOf(subscription.correlationKey(), partitions),
        new SubscriptionCommand.Correlated(
            command.elementKey(), command.name(), command.messageKey()));
  }

  private static void reject(SubscriptionCommand.Correlate command, Turn turn) {
    turn.send(
        Keys.partitionOf(command.messageKey()),
        new SubscriptionCommand.Reject(command.elementKey(), command.name(), command.messageKey()));
  }
}
