package io.orrery.examples.order;

import io.orrery.autoconfigure.annotation.JobWorker;
import io.orrery.autoconfigure.annotation.Variable;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The work that has to do with parcels.
@Component
class ShippingWorkers {

  private final Desk desk;
  private final Carrier carrier;

  ShippingWorkers(Desk desk, Carrier carrier) {
    this.desk = desk;
    this.carrier = carrier;
  }

  /// How an order travels.
  ///
  /// @param carrier who brings it
  record Shipment(String carrier) {}

  @JobWorker("book-courier")
  Shipment bookCourier(@Variable String orderId) throws InterruptedException {
    desk.work();
    carrier.collect(orderId, Duration.ofSeconds(2));
    return new Shipment("courier");
  }

  @JobWorker("book-parcel")
  Shipment bookParcel(@Variable String orderId) throws InterruptedException {
    desk.work();
    carrier.collect(orderId, Duration.ofSeconds(6));
    return new Shipment("parcel service");
  }
}
