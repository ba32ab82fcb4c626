package io.orrery.standalone;

import io.orrery.broker.configuration.BrokerConfiguration;
import io.orrery.gateway.GatewayConfiguration;
import io.orrery.gateway.RemoteBrokersConfiguration;
import java.util.List;
import java.util.Locale;

/// Which parts of the platform a process runs.
enum Mode {
  /// All of them; the gateway reaches the broker by calls.
  ALL_IN_ONE(BrokerConfiguration.class, GatewayConfiguration.class),

  /// A broker that serves gateways of other processes.
  BROKER(BrokerConfiguration.class),

  /// A gateway that reaches brokers over the network.
  GATEWAY(RemoteBrokersConfiguration.class, GatewayConfiguration.class),

  /// Operate, over a read model and a gateway of other processes.
  OPERATE;

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
        "orrery.mode must be all-in-one, broker, gateway or operate, not '" + name + "'");
  }

  /// The name of this mode as the property `orrery.mode` has it.
  String property() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether people can sign in to this mode, given that there is a read model.
  boolean hasOperate() {
    return this == ALL_IN_ONE || this == OPERATE;
  }

  /// The configuration classes of this mode without Operate.
  List<String> parts() {
    return parts.stream().map(Class::getName).toList();
  }
}
