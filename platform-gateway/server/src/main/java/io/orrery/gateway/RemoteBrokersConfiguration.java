package io.orrery.gateway;

import io.orrery.transport.Brokers;
import io.orrery.transport.stream.RemoteBrokers;
import io.orrery.transport.stream.RemoteOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The brokers of a gateway that runs as a process of its own: those behind the contact points.
@Configuration(proxyBeanMethods = false)
public class RemoteBrokersConfiguration {

  @Bean(destroyMethod = "close")
  Brokers remoteBrokers(GatewayProperties properties) {
    if (properties.contact().isEmpty()) {
      throw new IllegalStateException(
          "orrery.gateway.contact is not set: a gateway of its own needs at least one host:port"
              + " where a broker listens for gateways");
    }
    return new RemoteBrokers(RemoteOptions.of(properties.contact()));
  }
}
