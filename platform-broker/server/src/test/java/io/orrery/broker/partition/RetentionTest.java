package io.orrery.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// For how long a log is kept: until there is a snapshot, and every attached exporter has it.
class RetentionTest {

  private static final int ACTIONS = 300;
  private static final long OFTEN = 4 << 10;

  @TempDir Path root;

  private Simulation simulation(long seed) {
    var simulation = new Simulation(seed, root, OFTEN, new Two());
    simulation.deploy();
    return simulation;
  }

  /// Two exporters that say nothing by themselves.
  private record Two() implements Audience {
    @Override
    public Set<String> exporters() {
      return Set.of("a", "b");
    }

    @Override
    public void stage(Stage stage) {}

    @Override
    public void committed() {}
  }

  private static void act(Simulation simulation) {
    for (var i = 1; i <= ACTIONS; i++) {
      simulation.act();
      if (i % 90 == 0) {
        simulation.crash();
      }
    }
    simulation.settle();
    assertThat(simulation.partition().status().snapshotIndex()).isPositive();
  }

  private static long firstIndex(Simulation simulation) {
    return simulation.log.status().firstIndex();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsEverythingForAnExporterThatHasNothing(long seed) {
    var simulation = simulation(seed);
    simulation.insist(new ExporterCommand.Acknowledge("a", 50, 20));
    act(simulation);

    assertThat(firstIndex(simulation)).isZero();
    simulation.partition().abandon();
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void keepsWhatTheSlowestNeeds(long seed) {
    var simulation = simulation(seed);
    simulation.insist(new ExporterCommand.Acknowledge("a", 50, 20));
    simulation.insist(new ExporterCommand.Acknowledge("b", 20, 9));
    act(simulation);

    assertThat(firstIndex(simulation)).isLessThanOrEqualTo(9);
    simulation.partition().abandon();
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 11, 12})
  void keepsNothingForThoseThatAreDetachedOrDisabled(long seed) {
    var simulation = simulation(seed);
    simulation.insist(new ExporterCommand.Detach("a"));
    simulation.insist(new ExporterCommand.SetMode("b", ExporterMode.DISABLED));
    act(simulation);

    assertThat(firstIndex(simulation)).isPositive();
    simulation.partition().abandon();
  }

  @ParameterizedTest
  @ValueSource(longs = {13, 14, 15, 16})
  void hasTheSameStateAfterReplayOfALogThatReachesBehindTheSnapshot(long seed) {
    var simulation = simulation(seed);
    act(simulation);
    var before = simulation.digest();

    simulation.crash();

    assertThat(simulation.digest()).isEqualTo(before);
    assertThat(firstIndex(simulation)).isZero();
    simulation.partition().abandon();
  }
}
