package io.orrery.examples.order;

import java.math.BigDecimal;

/// What a customer wants: the variables that an instance starts with.
///
/// @param orderId how everybody calls it
/// @param customer who wants it
/// @param card what it is paid with
/// @param total what it costs
/// @param express whether it is urgent
record Order(String orderId, String customer, String card, BigDecimal total, boolean express) {}
