package io.orrery.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A partition through crashes and changes of leadership: what was acknowledged stays, nothing runs
/// twice, and everybody gets one answer.
class PartitionSimulationTest {

  private static final int ACTIONS = 600;
  private static final long OFTEN = 8 << 10;
  private static final long NEVER = 1L << 40;

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsWhatItAcknowledgedThroughCrashes(long seed) {
    var simulation = new Simulation(seed, root, seed % 2 == 0 ? OFTEN : NEVER);
    simulation.deploy();
    for (var i = 1; i <= ACTIONS; i++) {
      simulation.act();
      if (i % 97 == 0) {
        simulation.crash();
      }
    }
    check(simulation);
    simulation.partition().abandon();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void keepsWhatItAcknowledgedWhileLeadershipComesAndGoes(long seed) {
    var simulation = new Simulation(seed, root, seed % 2 == 0 ? OFTEN : NEVER);
    simulation.deploy();
    simulation.log.withLeadershipChanges(30);
    for (var i = 1; i <= ACTIONS; i++) {
      simulation.act();
    }
    simulation.log.withLeadershipChanges(0);
    simulation.settle();
    assertThat(simulation.answers).allMatch(CompletableFuture::isDone);
    check(simulation);
    simulation.partition().abandon();
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34})
  void goesBackToWhatIsCommittedWhenItFailsItself(long seed) {
    var simulation = new Simulation(seed, root, seed % 2 == 0 ? OFTEN : NEVER);
    simulation.deploy();
    for (var i = 1; i <= ACTIONS; i++) {
      simulation.act();
      if (i % 120 == 0) {
        simulation.failNextDecision();
      }
    }
    simulation.settle();
    assertThat(simulation.answers).allMatch(CompletableFuture::isDone);
    assertThat(simulation.partition().meters().failures()).isBetween(3L, 5L);
    check(simulation);
    simulation.partition().abandon();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void hasTheSameStateAfterReplay(long seed) {
    var simulation = new Simulation(seed, root, OFTEN);
    simulation.deploy();
    for (var i = 1; i <= ACTIONS; i++) {
      simulation.act();
    }
    var before = simulation.digest();
    simulation.crash();
    assertThat(simulation.digest()).isEqualTo(before);
    simulation.log.depose("for the test");
    assertThat(simulation.digest()).isEqualTo(before);
    simulation.partition().abandon();
  }

  private static void check(Simulation simulation) {
    var remaining = simulation.remaining();
    assertThat(remaining).doesNotHaveDuplicates().doesNotContainAnyElementsOf(simulation.completed);
    assertThat(remaining)
        .containsAll(
            simulation.created.stream().filter(it -> !simulation.tried.contains(it)).toList());
    assertThat(simulation.created).hasSizeGreaterThan(20);
    assertThat(simulation.completed).isNotEmpty();
  }
}
