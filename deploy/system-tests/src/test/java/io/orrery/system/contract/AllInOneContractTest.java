package io.orrery.system.contract;

import io.orrery.system.harness.Journal;
import io.orrery.system.harness.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract with everything in one process.
class AllInOneContractTest
    implements DeploymentContract,
        InstanceContract,
        JobContract,
        MessageContract,
        IncidentContract,
        IdempotencyContract,
        ProtocolContract {

  @TempDir private static Path data;
  private static ServerProcess server;
  private static Platform platform;

  @BeforeAll
  static void start() {
    server = ServerProcess.allInOne(data).start();
    platform = new Platform(server.address(), List.of(Journal.of(server, 1)));
  }

  @AfterAll
  static void stop() {
    platform.close();
    server.close();
  }

  @Override
  public Platform platform() {
    return platform;
  }
}
