package io.orrery.engine.simulation;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random processes, commands and crashes end with equal digests, nothing left over and no instance
/// stuck. `-Dsimulation.seeds=1000` runs more of them, `-Dsimulation.seed=<seed>` a single one.
class SimulationTest {

  private static final int SEEDS = 12;

  static Stream<Long> seeds() {
    var single = Long.getLong("simulation.seed");
    return single != null
        ? Stream.of(single)
        : LongStream.rangeClosed(1, Integer.getInteger("simulation.seeds", SEEDS)).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyInstanceEndsAndEveryReplicaAgrees(long seed) {
    try {
      new Simulation(seed).run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("failed with -Dsimulation.seed=" + seed, e);
    }
  }
}
