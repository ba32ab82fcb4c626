package io.orrery.engine.simulation;

import static io.orrery.engine.testing.TestEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.job.JobStreamSpec;
import io.orrery.engine.testing.FailsOnce;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.testing.TestPartition;
import io.orrery.engine.testing.TestStore;
import io.orrery.engine.testing.TestWorld;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Response;
import io.orrery.protocol.VariableCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One run: random processes, random commands, random crashes, on one to three partitions. A seed
/// decides everything.
final class Simulation {

  private static final int MODELS = 3;
  private static final int STEPS = 120;
  private static final int KEYS = 5;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Random random;
  private final int partitions;
  private final TestWorld world;
  private final Drain drain;
  private final List<String> models = new ArrayList<>();
  private final List<ActivatedJob> jobs = new ArrayList<>();
  private final int[] pushesSeen;
  private long streams;

  Simulation(long seed) {
    random = new Random(seed);
    partitions = 1 + random.nextInt(3);
    var maxSteps = random.nextBoolean() ? 256 : 2 + random.nextInt(12);
    world =
        new TestWorld(
            partitions,
            id -> new EngineSettings(id, partitions, maxSteps, 10_000, 1 << 20, WINDOW),
            id -> seed % 4 == 0 ? TestStore.onDisk(seed) : TestStore.onHeap());
    drain = new Drain(world);
    pushesSeen = new int[partitions + 1];
  }

  void run() {
    for (var i = 0; i < MODELS; i++) {
      models.add(deploy("p" + i));
    }
    world.settle();
    if (random.nextBoolean()) {
      world.badNetwork(random.nextLong(), 0.1, 0.1);
    }
    for (var i = 0; i < STEPS; i++) {
      step();
    }
    world.badNetwork(0, 0, 0);
    drain.run(models);
    world.settle();
    world.verify();
    world.partitions().forEach(TestPartition::close);
  }

  private String deploy(String id) {
    var model = RandomModel.of(id, random);
    var request = world.send(1, TestEngine.deployment(model));
    assertThat(world.partition(1).refusals().get(request)).as("%s", model).isNull();
    return id;
  }

  private void step() {
    var partition = 1 + random.nextInt(partitions);
    var at = world.partition(partition);
    switch (random.nextInt(24)) {
      case 0 -> world.advance(Duration.ofMillis(random.nextInt(60_000)));
      case 1 -> lose(at);
      case 2 -> world.crash(partition);
      case 3 -> openStream(at);
      case 4 -> at.engine().grant(random.nextLong(streams + 1), random.nextInt(4), world.now());
      case 5 -> at.engine().ready(random.nextLong(streams + 1), random.nextBoolean(), world.now());
      case 6 -> at.engine().closeStream(random.nextLong(streams + 1));
      case 7 -> redeploy();
      case 8, 9 -> burst(at);
      case 10 -> fail(at);
      default -> send(partition, command(partition));
    }
    collectPushes();
  }

  private void redeploy() {
    if (random.nextInt(5) == 0) {
      deploy(models.get(random.nextInt(models.size())));
    }
  }

  /// Lets the engine fail with an instance, which is quarantined then.
  private void fail(TestPartition at) {
    if (random.nextInt(4) == 0) {
      var key = instance(at.settings().partition());
      at.send(new InstanceCommand.Continue(key, new FailsOnce(), 0), world.now());
    }
  }

  /// Decides commands while others are not finished; all of it becomes one entry.
  private void burst(TestPartition at) {
    for (var i = random.nextInt(6); i >= 0; i--) {
      at.decide(command(at.settings().partition()), world.now());
      if (random.nextBoolean()) {
        at.engine().processContinuation(world.now());
      }
    }
    at.commit();
  }

  /// Decides commands that are never committed.
  private void lose(TestPartition at) {
    for (var i = random.nextInt(4); i >= 0; i--) {
      at.decide(command(at.settings().partition()), world.now());
    }
    world.crash(at.settings().partition());
  }

  private void openStream(TestPartition at) {
    var spec =
        new JobStreamSpec(
            "job-" + random.nextInt(RandomModel.JOB_TYPES),
            "stream",
            Duration.ofSeconds(1 + random.nextInt(60)),
            List.of(),
            random.nextInt(4),
            random.nextBoolean());
    at.engine().openStream(++streams, spec, world.now());
    at.settle(world.now());
  }

  private void send(int partition, Command command) {
    var to = command.target() > 0 ? Keys.partitionOf(command.target()) : partition;
    var home = to >= 1 && to <= partitions ? to : partition;
    var request = world.send(home(command, home), command);
    if (world.partition(home(command, home)).replies().get(request)
        instanceof Response.JobsActivated answer) {
      jobs.addAll(answer.jobs());
    }
  }

  private int home(Command command, int otherwise) {
    return command instanceof MessageCommand.Publish message
        ? Keys.homeOf(message.correlationKey(), partitions)
        : otherwise;
  }

  private void collectPushes() {
    for (var each : world.partitions()) {
      var id = each.settings().partition();
      var pushes = each.pushes();
      pushes.subList(pushesSeen[id], pushes.size()).forEach(it -> jobs.add(it.job()));
      pushesSeen[id] = pushes.size();
    }
  }

  private Command command(int partition) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> create();
      case 3, 4 -> activate();
      case 5, 6, 7, 8, 9 -> job(partition);
      case 10 -> new VariableCommand.Set(element(partition), variables(), flag(), null);
      case 11 -> new IncidentCommand.Resolve(drain.incident(partition, random), null);
      case 12 ->
          random.nextInt(3) == 0
              ? new InstanceCommand.Cancel(instance(partition), null)
              : activate();
      default -> publish();
    };
  }

  private Command create() {
    var id = models.get(random.nextInt(models.size()));
    var idempotencyKey = random.nextInt(6) == 0 ? "once-" + random.nextInt(20) : null;
    var result = random.nextInt(8) == 0 ? new InstanceCommand.ResultRequest(List.of()) : null;
    var starts =
        random.nextInt(8) == 0 ? List.of("job-" + (1 + random.nextInt(20))) : List.<String>of();
    return new InstanceCommand.Create(
        -1, id, -1, variables(), starts, result, idempotencyKey, null);
  }

  private boolean flag() {
    return random.nextInt(4) == 0;
  }

  private io.orrery.protocol.Document variables() {
    return json(
        "{\"key\":\"k%d\",\"x\":%d,\"again\":%b,\"boom\":%b,\"n%d\":%d}"
            .formatted(
                random.nextInt(KEYS),
                random.nextInt(9),
                flag(),
                flag(),
                random.nextInt(3),
                random.nextInt()));
  }

  private Command activate() {
    return new JobCommand.Activate(
        "job-" + random.nextInt(RandomModel.JOB_TYPES),
        "worker",
        Duration.ofSeconds(random.nextInt(120)),
        1 + random.nextInt(3),
        flag() ? List.of("x", "key") : List.of());
  }

  private Command job(int partition) {
    if (jobs.isEmpty()) {
      return activate();
    }
    var job = jobs.get(random.nextInt(jobs.size()));
    if (random.nextInt(3) > 0) {
      jobs.remove(job);
    }
    var lease = random.nextBoolean() ? job.lease() : 0;
    var left = random.nextInt(3);
    var backOff = Duration.ofSeconds(random.nextInt(3) * 10L);
    return switch (random.nextInt(12)) {
      case 0, 1 -> new JobCommand.Fail(job.key(), left, "no", backOff, variables(), lease);
      case 2 -> new JobCommand.ThrowError(job.key(), "E", "", variables(), lease);
      case 3 -> new JobCommand.ThrowError(job.key(), "G", "", variables(), lease);
      case 4 -> new JobCommand.UpdateRetries(job.key(), left, null);
      case 5 -> new JobCommand.UpdateTimeout(job.key(), backOff, lease, null);
      case 6 -> new JobCommand.Yield(job.key(), job.lease());
      default -> new JobCommand.Complete(job.key(), variables(), lease);
    };
  }

  private Command publish() {
    var name =
        switch (random.nextInt(6)) {
          case 0 -> "stop";
          case 1 -> "ping";
          case 2 -> "begin";
          default -> "mail-" + random.nextInt(RandomModel.MESSAGES);
        };
    var key = "k" + random.nextInt(KEYS);
    var id = random.nextInt(3) == 0 ? "id-" + random.nextInt(9) : "";
    return TestEngine.message(name, key, Duration.ofSeconds(random.nextInt(3) * 60L), id, "{}");
  }

  private long instance(int partition) {
    var open = List.copyOf(world.history(partition).openInstances());
    return open.isEmpty() ? 7 : open.get(random.nextInt(open.size()));
  }

  private long element(int partition) {
    var open = List.copyOf(world.history(partition).open(instance(partition)).keySet());
    return open.isEmpty() ? 7 : open.get(random.nextInt(open.size()));
  }
}
