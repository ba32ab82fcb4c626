package io.orrery.engine.message;

import io.orrery.engine.instance.Instances;
import io.orrery.engine.state.State;
import io.orrery.engine.state.StoredStartSubscription;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Document;
import io.orrery.protocol.StartSubscription;
import io.orrery.protocol.StartSubscriptionEvent;
import java.time.Instant;
import java.util.HashSet;

/// Message start events: a message begins an instance of the newest version; with a correlation key
/// only while no other instance of the process runs that was begun with it.
public final class StartEvents {

  private final State state;
  private final Instances instances;

  public StartEvents(State state, Instances instances) {
    this.state = state;
    this.instances = instances;
  }

  /// Begins an instance of every process that waits for the message.
  void offer(long messageKey, String name, String correlationKey, Document variables, Turn turn) {
    var processes = new HashSet<String>();
    for (var each : state.starts().named(name)) {
      var process = each.subscription().processId();
      if (processes.add(process)
          && !state.messages().hasCorrelated(messageKey, process)
          && (correlationKey.isEmpty() || !state.starts().isLocked(process, correlationKey))) {
        begin(each, messageKey, correlationKey, variables, turn);
      }
    }
  }

  private void begin(
      StoredStartSubscription start,
      long messageKey,
      String correlationKey,
      Document variables,
      Turn turn) {
    var subscription = start.subscription();
    var instanceKey = turn.newKey();
    turn.emit(
        start.key(),
        new StartSubscriptionEvent.Correlated(
            subscription, messageKey, correlationKey, instanceKey, variables));
    instances.begin(
        instanceKey, subscription.definitionKey(), subscription.element(), variables, turn);
  }

  /// An instance that held a correlation key has ended: the next message may begin one.
  public void released(String processId, String correlationKey, Turn turn) {
    for (var start : state.starts().of(processId)) {
      var next = new long[] {0};
      var variables = new Document[] {Document.EMPTY};
      state
          .messages()
          .each(
              start.subscription().name(),
              correlationKey,
              (key, each) -> {
                if (isAlive(each.message().deadline(), turn)
                    && !each.processes().contains(processId)) {
                  next[0] = key;
                  variables[0] = each.message().variables();
                }
                return next[0] == 0;
              });
      if (next[0] != 0) {
        begin(start, next[0], correlationKey, variables[0], turn);
        return;
      }
    }
  }

  private static boolean isAlive(Instant deadline, Turn turn) {
    return deadline.isAfter(turn.now());
  }

  /// Puts the subscriptions of a new version in the place of those of the version before.
  public void replace(String processId, Iterable<StartSubscription> subscriptions, Turn turn) {
    for (var each : state.starts().of(processId)) {
      turn.emit(each.key(), new StartSubscriptionEvent.Deleted(each.subscription()));
    }
    for (var each : subscriptions) {
      turn.emit(turn.newKey(), new StartSubscriptionEvent.Created(each));
    }
  }
}
