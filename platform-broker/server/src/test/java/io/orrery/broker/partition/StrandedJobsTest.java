package io.orrery.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.ActivatedJob;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs on their way to a worker while leadership comes and goes: each is with somebody or free.
class StrandedJobsTest {

  private static final int CREATES = 200;
  private static final long NEVER = 1L << 40;

  @TempDir Path root;

  private final Set<Long> delivered = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noneStaysHeldByNobodyWhenLeadershipIsLost(long seed) {
    var simulation = new Simulation(seed, root, NEVER);
    simulation.deploy();
    var worker = new Worker();
    for (var i = 1; i <= CREATES; i++) {
      step(simulation, worker, i);
      if (i % 20 == 0) {
        simulation.log.depose("for the test");
      }
    }
    check(simulation);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noneStaysHeldByNobodyWhenThePartitionFails(long seed) {
    var simulation = new Simulation(seed, root, NEVER);
    simulation.deploy();
    var worker = new Worker();
    for (var i = 1; i <= CREATES; i++) {
      step(simulation, worker, i);
      if (i % 50 == 0) {
        simulation.failNextDecision();
      }
    }
    check(simulation);
  }

  private void step(Simulation simulation, Worker worker, int count) {
    worker.open(simulation);
    simulation.create();
    simulation.activate(delivered::add);
    simulation.partition().work();
    if (count % 3 != 0) {
      simulation.log.step();
    }
  }

  /// Whatever was not delivered can be had at once; nobody has to wait for a lease to end.
  private void check(Simulation simulation) {
    simulation.settle();
    delivered.addAll(simulation.activateAll());

    assertThat(delivered).containsAll(simulation.remaining());
    assertThat(delivered).hasSizeGreaterThan(CREATES / 2);
    simulation.partition().abandon();
  }

  /// Takes every job, and opens its stream again whenever it was ended.
  private final class Worker implements JobStream.Receiver {

    private boolean isOpen;

    void open(Simulation simulation) {
      if (!isOpen) {
        isOpen = true;
        var request = new JobStreamRequest("work", "w", Duration.ofMinutes(1), List.of(), 3, true);
        simulation.partition().openStream(request, this);
      }
    }

    @Override
    public void job(ActivatedJob job) {
      delivered.add(job.instanceKey());
    }

    @Override
    public void ended(String reason) {
      isOpen = false;
    }
  }
}
