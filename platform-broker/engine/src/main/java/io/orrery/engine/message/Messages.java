package io.orrery.engine.message;

import io.orrery.engine.channel.Idempotency;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Message;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import io.orrery.protocol.SubscriptionCommand;
import java.time.Duration;
import java.util.Objects;

/// Publishes messages, keeps them for as long as they live, and brings both sides of a subscription
/// together.
public final class Messages {

  /// The longest time a message can live.
  static final Duration MAX_TIME_TO_LIVE = Duration.ofDays(3650);

  private final State state;
  private final Subscriptions subscriptions;
  private final Correlations correlations;
  private final StartEvents starts;
  private final Idempotency idempotency;

  public Messages(
      State state,
      Subscriptions subscriptions,
      Correlations correlations,
      StartEvents starts,
      Idempotency idempotency) {
    this.state = state;
    this.subscriptions = subscriptions;
    this.correlations = correlations;
    this.starts = starts;
    this.idempotency = idempotency;
  }

  public void process(MessageCommand command, Turn turn) {
    switch (command) {
      case MessageCommand.Publish publish -> publish(publish, turn);
      case MessageCommand.Expire(var key) -> expire(key, turn);
    }
  }

  public void process(SubscriptionCommand command, Turn turn) {
    switch (command) {
      case SubscriptionCommand.Open each -> correlations.open(each, turn);
      case SubscriptionCommand.Close each -> correlations.close(each, turn);
      case SubscriptionCommand.Correlated each -> correlations.correlated(each, turn);
      case SubscriptionCommand.Reject each -> correlations.reject(each, turn);
      case SubscriptionCommand.Opened each -> subscriptions.opened(each, turn);
      case SubscriptionCommand.Closed each -> subscriptions.closed(each, turn);
      case SubscriptionCommand.Correlate each -> subscriptions.correlate(each, turn);
    }
  }

  private void publish(MessageCommand.Publish command, Turn turn) {
    var fingerprint =
        Objects.hash(
            command.name(),
            command.correlationKey(),
            command.messageId(),
            command.timeToLive(),
            command.variables());
    if (idempotency.answers(command.idempotencyKey(), fingerprint, turn)) {
      return;
    }
    var id = command.messageId();
    if (!id.isEmpty() && state.messages().hasId(command.name(), command.correlationKey(), id)) {
      turn.reject(
          RejectionType.ALREADY_EXISTS,
          "Expected to publish a new message with id '%s', but a message with that id was already published"
              .formatted(id));
      return;
    }
    var key = turn.newKey();
    var message = message(command, turn);
    turn.emit(key, new MessageEvent.Published(message));
    var response = new Response.MessagePublished(key);
    idempotency.remember(command.idempotencyKey(), fingerprint, response, turn);
    turn.reply(response);
    correlations.offer(key, message.name(), message.correlationKey(), message.variables(), turn);
    starts.offer(key, message.name(), message.correlationKey(), message.variables(), turn);
    if (message.timeToLive().isZero()) {
      turn.emit(key, new MessageEvent.Expired(message));
    }
  }

  private static Message message(MessageCommand.Publish command, Turn turn) {
    var asked = command.timeToLive();
    var timeToLive =
        asked.isNegative()
            ? Duration.ZERO
            : asked.compareTo(MAX_TIME_TO_LIVE) > 0 ? MAX_TIME_TO_LIVE : asked;
    return new Message(
        command.name(),
        command.correlationKey(),
        timeToLive,
        turn.now().plus(timeToLive),
        command.messageId(),
        command.variables());
  }

  private void expire(long key, Turn turn) {
    var stored = state.messages().find(key);
    if (stored == null) {
      turn.leaveNoTrace();
    } else {
      turn.emit(key, new MessageEvent.Expired(stored.message()));
    }
  }
}
