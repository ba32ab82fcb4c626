package io.orrery.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.Keys;
import io.orrery.protocol.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Several partitions with one virtual time and a network between them that loses, repeats and
/// reorders what it carries, as a seed decides.
public final class TestWorld implements AfterEachCallback {

  /// More rounds of deliveries than this never settle.
  private static final int MAX_ROUNDS = 50_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<TestPartition> partitions = new ArrayList<>();
  private final List<History> histories = new ArrayList<>();
  private final List<Effect.Deliver> network = new ArrayList<>();
  private long now = TestEngine.START.toEpochMilli();
  private Random random = new Random(1);
  private double loss;
  private double repetition;
  private int cutOff;
  private boolean failuresExpected;

  public TestWorld(int count) {
    this(count, id -> EngineSettings.of(id, count), _ -> TestStore.onHeap());
  }

  /// @param settings those of the partition with an id
  /// @param stores where the partition with an id keeps its state
  public TestWorld(int count, IntFunction<EngineSettings> settings, IntFunction<TestStore> stores) {
    for (var i = 1; i <= count; i++) {
      var partition = new TestPartition(settings.apply(i), stores.apply(i), now);
      partitions.add(partition);
      histories.add(new History(partition.records()));
    }
  }

  /// From now on the network is bad.
  ///
  /// @param lost how much gets lost
  /// @param repeated how much comes twice
  public TestWorld badNetwork(long seed, double lost, double repeated) {
    random = new Random(seed);
    loss = lost;
    repetition = repeated;
    return this;
  }

  /// From now on nothing reaches one partition, or every one is reached again if it is 0.
  public void cutOff(int partition) {
    cutOff = partition;
  }

  /// Says that failures of the engines are what the test wants.
  public void expectFailures() {
    failuresExpected = true;
  }

  public TestPartition partition(int id) {
    return partitions.get(id - 1);
  }

  public List<TestPartition> partitions() {
    return partitions;
  }

  public long now() {
    return now;
  }

  /// Decides a command on a partition, and all that follows as far as the network brings it.
  public long send(int partition, Command command) {
    var request = partition(partition).send(command, now);
    deliver();
    return request;
  }

  public <R extends Response> R ask(int partition, Class<R> type, Command command) {
    var request = send(partition, command);
    return answer(partition, type, request);
  }

  public <R extends Response> R answer(int partition, Class<R> type, long request) {
    assertThat(partition(partition).refusals()).doesNotContainKey(request);
    assertThat(partition(partition).replies()).containsKey(request);
    return java.util.Objects.requireNonNull(type.cast(partition(partition).replies().get(request)));
  }

  public void deploy(Scope... scopes) {
    var models = new Model[scopes.length];
    for (var i = 0; i < scopes.length; i++) {
      models[i] = scopes[i].model();
    }
    var request = send(1, TestEngine.deployment(models));
    settle();
    answer(1, Response.Deployed.class, request);
  }

  public ProcessInstance start(int partition, String processId, String variables) {
    var created =
        ask(partition, Response.InstanceCreated.class, TestEngine.create(processId, variables));
    assertThat(Keys.partitionOf(created.instanceKey())).isEqualTo(partition);
    return instance(created.instanceKey());
  }

  public ProcessInstance instance(long key) {
    return new ProcessInstance(key, history(Keys.partitionOf(key)));
  }

  public History history(int partition) {
    return histories.get(partition - 1);
  }

  /// Publishes a message on its home partition.
  public long publish(String name, String correlationKey, Duration timeToLive, String variables) {
    var home = Keys.homeOf(correlationKey, partitions.size());
    return ask(
            home,
            Response.MessagePublished.class,
            TestEngine.message(name, correlationKey, timeToLive, "", variables))
        .messageKey();
  }

  /// Lets time pass until the partitions have told each other everything.
  public void settle() {
    var end = now + PATIENCE.toMillis();
    while (now < end && isBusy()) {
      advance(Duration.ofMillis(250));
    }
    assertThat(isBusy()).as("what the partitions have to tell each other").isFalse();
  }

  private boolean isBusy() {
    return !network.isEmpty()
        || partitions.stream()
            .anyMatch(it ->
                it.engine().hasContinuation() || it.engine().state().channels().hasUnconfirmed());
  }

  /// Lets time pass.
  public void advance(Duration duration) {
    now += duration.toMillis();
    for (var each : partitions) {
      while (each.engine().nextDueMillis() <= now && each.engine().processDue(now)) {
        each.settle(now);
      }
      each.settle(now);
    }
    deliver();
  }

  public void crash(int partition) {
    partition(partition).crash(now);
    partition(partition).settle(now);
    deliver();
  }

  private void deliver() {
    collect();
    for (var i = 0; !network.isEmpty(); i++) {
      assertThat(i).as("rounds of deliveries").isLessThan(MAX_ROUNDS);
      var next = network.remove(loss > 0 ? random.nextInt(network.size()) : 0);
      if (random.nextDouble() >= loss && next.partition() != cutOff) {
        take(next);
        if (random.nextDouble() < repetition) {
          network.add(next);
        }
      }
      collect();
    }
  }

  private void take(Effect.Deliver deliver) {
    assertThat(deliver.command()).isInstanceOf(ChannelCommand.class);
    var to = partition(deliver.partition());
    to.engine().process(0, deliver.command(), now);
    to.settle(now);
  }

  private void collect() {
    for (var each : partitions) {
      network.addAll(each.outbox());
      each.outbox().clear();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      if (context.getExecutionException().isEmpty()) {
        verify();
      }
    } finally {
      partitions.forEach(TestPartition::close);
    }
  }

  /// Every partition's log leads to its state; nothing is left of ended instances.
  public void verify() {
    var open = histories.stream().anyMatch(it -> !it.openInstances().isEmpty());
    for (var each : partitions) {
      TestEngine.verifyReplay(each, failuresExpected);
      if (!open) {
        assertThat(Leftovers.of(each)).as("tables with leftovers").isEmpty();
      }
    }
  }
}
