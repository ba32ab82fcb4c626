package io.orrery.examples.order;

import io.orrery.client.OrreryClient;
import io.orrery.client.OrreryException;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// The people who order: one instance of the process for each order.
@Component
class Customers {

  private static final Logger log = LoggerFactory.getLogger(Customers.class);
  private static final List<String> NAMES = List.of("Ada", "Grace", "Edsger", "Barbara", "Tony");
  private static final int HUNDRED = 100;

  private final OrreryClient client;
  private final ShopProperties shop;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final String day = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private int count;

  Customers(OrreryClient client, ShopProperties shop) {
    this.client = client;
    this.shop = shop;
  }

  @Scheduled(fixedRateString = "${shop.order-every:3s}")
  void order() {
    Order order = nextOrder();
    var _ =
        client
            .createInstance("order")
            .variables(order)
            .idempotencyKey(order.orderId())
            .send()
            .whenComplete((instance, problem) -> {
              if (problem == null) {
                log.info("{} orders {}", order.customer(), order.orderId());
              } else {
                log.warn(
                    "Order {} is lost: {}",
                    order.orderId(),
                    OrreryException.of(problem).getMessage());
              }
            });
  }

  private Order nextOrder() {
    count++;
    return new Order(
        day + "-" + count,
        NAMES.get(random.nextInt(NAMES.size())),
        card(random.nextInt(HUNDRED)),
        BigDecimal.valueOf(random.nextInt(500, 50_000), 2),
        random.nextInt(HUNDRED) < 30);
  }

  private String card(int chance) {
    if (chance < shop.mistypedCards()) {
      return "4711-oops";
    }
    boolean blocked = chance < shop.mistypedCards() + shop.blockedCards();
    return (blocked ? PaymentWorkers.BLOCKED : "4000") + "-%04d".formatted(random.nextInt(10_000));
  }
}
