package io.orrery.engine.message;

import io.orrery.engine.state.State;
import io.orrery.engine.state.StoredMessage;
import io.orrery.engine.state.StoredMessageSubscription;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Document;
import io.orrery.protocol.Keys;
import io.orrery.protocol.MessageSubscription;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.SubscriptionCommand;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The message's side of subscriptions: which message goes to which of them.
///
/// A message correlates once with each process; among several subscriptions of one process the
/// oldest gets it.
public final class Correlations {

  private final State state;

  public Correlations(State state) {
    this.state = state;
  }

  private record Found(long key, StoredMessage message) {}

  /// Gives a message that was published to the subscriptions that wait for it.
  void offer(long messageKey, String name, String correlationKey, Document variables, Turn turn) {
    for (var each : waiting(messageKey, name, correlationKey)) {
      begin(each, messageKey, variables, turn);
    }
  }

  /// The subscriptions that a message is for.
  private List<StoredMessageSubscription> waiting(
      long messageKey, String name, String correlationKey) {
    var chosen = new LinkedHashMap<String, StoredMessageSubscription>();
    state
        .messageSubscriptions()
        .each(
            name,
            correlationKey,
            each -> {
              var process = each.subscription().processId();
              if (each.correlating() == 0 && !state.messages().hasCorrelated(messageKey, process)) {
                chosen.putIfAbsent(process, each);
              }
              return true;
            });
    return List.copyOf(chosen.values());
  }

  private static void begin(
      StoredMessageSubscription chosen, long messageKey, Document variables, Turn turn) {
    turn.send(
        Keys.partitionOf(chosen.subscription().elementKey()),
        correlating(chosen, messageKey, variables, turn));
  }

  /// The same in a turn that is about another instance: should what follows fail, then that is the
  /// failure of the instance that gets the message.
  private static void beginApart(
      StoredMessageSubscription chosen, long messageKey, Document variables, Turn turn) {
    var command = correlating(chosen, messageKey, variables, turn);
    var home = Keys.partitionOf(command.elementKey());
    if (home == turn.partition()) {
      turn.enqueue(command);
    } else {
      turn.send(home, command);
    }
  }

  private static SubscriptionCommand.Correlate correlating(
      StoredMessageSubscription chosen, long messageKey, Document variables, Turn turn) {
    var subscription = chosen.subscription();
    turn.emit(
        chosen.key(),
        new MessageSubscriptionEvent.Correlating(subscription, messageKey, variables));
    return new SubscriptionCommand.Correlate(
        subscription.elementKey(), subscription.name(), messageKey, variables);
  }

  void open(SubscriptionCommand.Open command, Turn turn) {
    var subscription = command.subscription();
    if (state.messageSubscriptions().find(subscription.elementKey(), subscription.name()) != null) {
      return;
    }
    turn.emit(turn.newKey(), new MessageSubscriptionEvent.Created(subscription));
    turn.send(
        Keys.partitionOf(subscription.elementKey()),
        new SubscriptionCommand.Opened(subscription.elementKey(), subscription.name()));
    feed(subscription, turn);
  }

  /// Gives a subscription the oldest message that is kept for it.
  private void feed(MessageSubscription subscription, Turn turn) {
    var stored = state.messageSubscriptions().find(subscription.elementKey(), subscription.name());
    if (stored == null || stored.correlating() != 0) {
      return;
    }
    var kept = oldestFor(subscription, turn);
    if (kept != null) {
      begin(stored, kept.key(), kept.message().message().variables(), turn);
    }
  }

  private @Nullable Found oldestFor(MessageSubscription subscription, Turn turn) {
    var found = new Found[1];
    state
        .messages()
        .each(
            subscription.name(),
            subscription.correlationKey(),
            (key, each) -> {
              var fits =
                  each.message().deadline().isAfter(turn.now())
                      && !each.processes().contains(subscription.processId());
              if (fits) {
                found[0] = new Found(key, each);
              }
              return !fits;
            });
    return found[0];
  }

  void close(SubscriptionCommand.Close command, Turn turn) {
    var stored = state.messageSubscriptions().find(command.elementKey(), command.name());
    if (stored != null) {
      delete(stored, turn);
    }
    turn.send(
        Keys.partitionOf(command.elementKey()),
        new SubscriptionCommand.Closed(command.elementKey(), command.name()));
  }

  /// Deletes a subscription. If a message was on its way to it, the instance has not taken it, for
  /// it would have said so before, and will not any more: another one of the process may have it.
  private void delete(StoredMessageSubscription stored, Turn turn) {
    var messageKey = stored.correlating();
    if (messageKey != 0) {
      turn.emit(
          stored.key(), new MessageSubscriptionEvent.Rejected(stored.subscription(), messageKey));
    }
    turn.emit(stored.key(), new MessageSubscriptionEvent.Deleted(stored.subscription()));
    var kept = messageKey == 0 ? null : state.messages().find(messageKey);
    if (kept != null && kept.message().deadline().isAfter(turn.now())) {
      var message = kept.message();
      for (var each : waiting(messageKey, message.name(), message.correlationKey())) {
        beginApart(each, messageKey, message.variables(), turn);
      }
    }
  }

  void correlated(SubscriptionCommand.Correlated command, Turn turn) {
    var stored = state.messageSubscriptions().find(command.elementKey(), command.name());
    if (stored != null && stored.correlating() == command.messageKey()) {
      turn.emit(
          stored.key(),
          new MessageSubscriptionEvent.Correlated(stored.subscription(), command.messageKey()));
      feed(stored.subscription(), turn);
    }
  }

  /// The instance did not take the message: it is free for another one of the same process.
  void reject(SubscriptionCommand.Reject command, Turn turn) {
    var stored = state.messageSubscriptions().find(command.elementKey(), command.name());
    if (stored != null && stored.correlating() == command.messageKey()) {
      delete(stored, turn);
    }
  }
}
