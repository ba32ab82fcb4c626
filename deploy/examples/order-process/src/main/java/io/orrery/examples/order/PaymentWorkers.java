package io.orrery.examples.order;

import io.orrery.autoconfigure.annotation.JobWorker;
import io.orrery.autoconfigure.annotation.Variable;
import io.orrery.client.BpmnError;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The work that has to do with money.
@Component
class PaymentWorkers {

  static final String BLOCKED = "4999";

  private static final Logger log = LoggerFactory.getLogger(PaymentWorkers.class);
  private static final Pattern CARD = Pattern.compile("[0-9]{4}-[0-9]{4}");

  private final Desk desk;

  PaymentWorkers(Desk desk) {
    this.desk = desk;
  }

  /// What is left of a payment.
  ///
  /// @param receipt its number
  record Receipt(String receipt) {}

  @JobWorker("charge-card")
  Receipt charge(Order order) throws InterruptedException {
    desk.work();
    if (order.card().startsWith(BLOCKED)) {
      throw new BpmnError("CARD_BLOCKED", "the card of " + order.customer() + " is blocked");
    }
    if (!CARD.matcher(order.card()).matches()) {
      throw new IllegalArgumentException("not the number of a card: " + order.card());
    }
    return new Receipt("R-" + order.orderId());
  }

  @JobWorker("refund")
  void refund(@Variable String receipt, @Variable BigDecimal total) throws InterruptedException {
    desk.work();
    log.info("Refunded {} for receipt {}", total, receipt);
  }

  @JobWorker("tell-customer")
  void tell(@Variable String customer, @Variable String orderId) throws InterruptedException {
    desk.work();
    log.info("Told {} that order {} cannot be paid", customer, orderId);
  }
}
