package io.orrery.system.contract;

import io.orrery.system.harness.Journal;
import io.orrery.system.harness.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract with a broker of two partitions and a gateway as processes of their own.
class SeparateProcessesContractTest
    implements DeploymentContract,
        InstanceContract,
        JobContract,
        MessageContract,
        IncidentContract,
        IdempotencyContract,
        ProtocolContract {

  @TempDir private static Path data;
  private static ServerProcess broker;
  private static ServerProcess gateway;
  private static Platform platform;

  @BeforeAll
  static void start() {
    broker = ServerProcess.broker(data.resolve("broker"), "--orrery.broker.partitions=2").start();
    gateway = ServerProcess.gateway(data.resolve("gateway"), broker).start();
    platform =
        new Platform(gateway.address(), List.of(Journal.of(broker, 1), Journal.of(broker, 2)));
  }

  @AfterAll
  static void stop() {
    platform.close();
    gateway.close();
    broker.close();
  }

  @Override
  public Platform platform() {
    return platform;
  }
}
