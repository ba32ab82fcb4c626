package io.orrery.system.contract;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract against a gateway that runs already, `-Dsystem.gateway=http://host:port`: to see
/// that it holds for what the protocol comes from, too. Left out where that property is not set.
class OtherGatewayContractTest
    implements DeploymentContract, InstanceContract, JobContract, MessageContract {

  private static Platform platform;

  @BeforeAll
  static void connect() {
    platform = new Platform(URI.create(System.getProperty("system.gateway")), List.of());
  }

  @AfterAll
  static void disconnect() {
    platform.close();
  }

  @Override
  public Platform platform() {
    return platform;
  }
}
