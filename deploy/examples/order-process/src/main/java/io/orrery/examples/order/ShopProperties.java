package io.orrery.examples.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings below `shop`. Shares are in per cent of all orders.
///
/// @param orderEvery how often somebody orders
/// @param mistypedCards orders whose card number no retry can charge: they end with an incident
/// @param blockedCards orders whose card is blocked: the customer is told
/// @param lostParcels orders whose parcel never arrives: the customer is refunded
/// @param work how long a worker takes at most
@ConfigurationProperties("shop")
record ShopProperties(
    @DefaultValue("3s") Duration orderEvery,
    @DefaultValue("5") int mistypedCards,
    @DefaultValue("10") int blockedCards,
    @DefaultValue("10") int lostParcels,
    @DefaultValue("600ms") Duration work) {}
