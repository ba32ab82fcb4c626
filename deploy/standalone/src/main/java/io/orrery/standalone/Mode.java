package io.orrery.standalone;

import io.orrery.broker.configuration.BrokerConfiguration;
import io.orrery.gateway.GatewayConfiguration;
import io.orrery.gateway.RemoteBrokersConfiguration;
import java.util.List;
import java.util.Locale;

/// Which parts of the platform a process runs.
enum Mode {
  /// Both; the gateway reaches the broker by calls.
  ALL_IN_ONE(BrokerConfiguration.class, GatewayConfiguration.class),

  /// A broker that serves gateways of other processes.
  BROKER(BrokerConfiguration.class),

  /// A gateway that reaches brokers over the network.
  GATEWAY(RemoteBrokersConfiguration.class, GatewayConfiguration.class);

  private final List<Class<?>> parts;

  Mode(Class<?>... parts) {
    this.parts = List.of(parts);
  }

  static Mode of(String name) {
    for (var mode : values()) {
      if (mode.property().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "orrery.mode must be all-in-one, broker or gateway, not '" + name + "'");
  }

  /// The name of this mode as the property `orrery.mode` has it.
  String property() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The configuration classes of this mode.
  String[] parts() {
    return parts.stream().map(Class::getName).toArray(String[]::new);
  }
}
