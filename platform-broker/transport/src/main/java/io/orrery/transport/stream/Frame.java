package io.orrery.transport.stream;

/// One message on the stream between a gateway and a broker.
///
/// The implementations are public only because the codec reads their components.
public sealed interface Frame permits GatewayFrame, BrokerFrame {}
