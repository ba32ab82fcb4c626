package io.orrery.client;

import io.orrery.gateway.protocol.PublishMessageRequest;
import io.orrery.gateway.protocol.PublishMessageResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The command that publishes a message to whoever waits for it. Not thread-safe. */
public final class PublishMessage {

  private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);

  private final Connection connection;
  private final PublishMessageRequest.Builder request;
  private @Nullable String idempotencyKey;

  PublishMessage(Connection connection, String name) {
    this.connection = connection;
    this.request =
        PublishMessageRequest.newBuilder()
            .setName(name)
            .setTimeToLive(DEFAULT_TIME_TO_LIVE.toMillis());
  }

  /** For the instance that waits with this key; without one, for start events only. */
  public PublishMessage correlationKey(String correlationKey) {
    request.setCorrelationKey(correlationKey);
    return this;
  }

  /** Kept this long for somebody who begins to wait later; zero does not keep it at all. */
  public PublishMessage timeToLive(Duration timeToLive) {
    request.setTimeToLive(timeToLive.toMillis());
    return this;
  }

  /** Refused while a message with the same name, key and id is kept. */
  public PublishMessage messageId(String messageId) {
    request.setMessageId(messageId);
    return this;
  }

  /** With these variables: a map, a record, a bean, or a JSON object as text. */
  public PublishMessage variables(Object variables) {
    request.setVariables(connection.variables(variables));
    return this;
  }

  /** Of one tenant. */
  public PublishMessage tenant(String tenantId) {
    request.setTenantId(tenantId);
    return this;
  }

  /** Published at most once for this key, however often the command is sent. */
  public PublishMessage idempotencyKey(String key) {
    this.idempotencyKey = key;
    return this;
  }

  /** Sends the command; the answer is the key of the message. */
  public CompletableFuture<Long> send() {
    return Replies.one(
            connection.gateway(connection.requestTimeout(), idempotencyKey)::publishMessage,
            request.build())
        .thenApply(PublishMessageResponse::getKey);
  }
}
