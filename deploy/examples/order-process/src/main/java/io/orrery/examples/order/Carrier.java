package io.orrery.examples.order;

import io.orrery.client.OrreryClient;
import io.orrery.client.OrreryException;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/// Somebody outside, who says by messages where a parcel is, and loses some.
@Component
class Carrier {

  private static final Logger log = LoggerFactory.getLogger(Carrier.class);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int HUNDRED = 100;

  private final OrreryClient client;
  private final TaskScheduler scheduler;
  private final ShopProperties shop;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Carrier(OrreryClient client, TaskScheduler scheduler, ShopProperties shop) {
    this.client = client;
    this.scheduler = scheduler;
    this.shop = shop;
  }

  /// Collects a parcel after a while and delivers it, mostly, after another.
  void collect(String orderId, Duration usualTime) {
    Instant collected = Instant.now().plus(about(usualTime));
    at(collected, "parcel-collected", orderId);
    if (random.nextInt(HUNDRED) >= shop.lostParcels()) {
      at(collected.plus(about(usualTime)), "parcel-delivered", orderId);
    }
  }

  private Duration about(Duration time) {
    return Duration.ofMillis(random.nextLong(time.toMillis() / 2, time.toMillis() * 3 / 2));
  }

  private void at(Instant time, String message, String orderId) {
    var _ = scheduler.schedule(() -> publish(message, orderId), time);
  }

  /// The key makes it safe to say the same again when nobody has answered.
  private void publish(String message, String orderId) {
    var _ =
        client
            .publishMessage(message)
            .correlationKey(orderId)
            .timeToLive(KEPT)
            .idempotencyKey(message + ":" + orderId)
            .send()
            .exceptionally(problem -> {
              log.warn("No {} for order {} yet: {}", message, orderId, reason(problem));
              at(Instant.now().plus(PAUSE), message, orderId);
              return null;
            });
  }

  private static String reason(Throwable problem) {
    return String.valueOf(OrreryException.of(problem).getMessage());
  }
}
