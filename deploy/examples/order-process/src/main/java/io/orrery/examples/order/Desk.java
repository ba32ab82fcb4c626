package io.orrery.examples.order;

import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/// Where work takes its time, as it does in life.
@Component
class Desk {

  private final ShopProperties shop;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Desk(ShopProperties shop) {
    this.shop = shop;
  }

  void work() throws InterruptedException {
    Thread.sleep(random.nextLong(shop.work().toMillis() + 1));
  }
}
