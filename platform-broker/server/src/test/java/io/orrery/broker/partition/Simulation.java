package io.orrery.broker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.expression.EvaluationGuard;
import io.orrery.broker.Models;
import io.orrery.broker.admission.BackPressure;
import io.orrery.broker.disk.DiskSpace;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.log.simulated.SimulatedLog;
import io.orrery.protocol.Blob;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.Document;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import io.orrery.store.StoreOptions;
import io.orrery.transport.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A partition and its log on one thread, driven by chance: callers, crashes, lost leadership.
final class Simulation {

  private static final int MAX_ROUNDS = 200_000;
  private static final long STORE_BYTES = 4 << 20;

  final SimulatedLog log;
  final List<CompletableFuture<Answer>> answers = new ArrayList<>();

  /// Instances that were acknowledged, and those whose job somebody tried to complete, or did.
  final Set<Long> created = new HashSet<>();

  final Set<Long> tried = new HashSet<>();
  final Set<Long> completed = new HashSet<>();

  private final SplittableRandom random;
  private final Path root;
  private final long snapshotBytes;
  private final Audience audience;
  private Partition partition;
  private int life;
  private boolean failNext;
  private long now = 1_000_000;

  Simulation(long seed, Path root, long snapshotBytes) {
    this(seed, root, snapshotBytes, Audience.NONE);
  }

  Simulation(long seed, Path root, long snapshotBytes, Audience audience) {
    this.audience = audience;
    this.random = new SplittableRandom(seed);
    this.root = root;
    this.snapshotBytes = snapshotBytes;
    log = new SimulatedLog(seed, root);
    partition = begin();
  }

  private Partition begin() {
    var settings =
        new PartitionSettings(
            EngineSettings.of(1, 1),
            root.resolve("live-" + life++),
            StoreOptions.ofBudget(STORE_BYTES),
            new SnapshotPolicy(Duration.ofMinutes(1), Duration.ofMinutes(5), snapshotBytes),
            new BackPressure(Duration.ofSeconds(10), 100, 200, 8 << 20));
    var host =
        new PartitionHost(
            new Nowhere(),
            Runnable::run,
            () -> DiskSpace.UNKNOWN,
            this::askTheTime,
            _ -> EvaluationGuard.NONE);
    var fresh = new Partition(settings, log, host);
    fresh.serve(audience);
    fresh.start(fresh::work);
    return fresh;
  }

  private long askTheTime() {
    if (failNext) {
      failNext = false;
      throw new IllegalStateException("the clock fell down");
    }
    return now;
  }

  /// Lets the next decision fail in a way that nobody foresaw.
  void failNextDecision() {
    failNext = true;
  }

  /// Nobody else is there.
  private record Nowhere() implements Surroundings {
    @Override
    public void deliver(int partition, Command command) {}

    @Override
    public void jobsAvailable(String type) {}
  }

  Partition partition() {
    return partition;
  }

  CompletableFuture<Answer> send(Command command) {
    var answer = new CompletableFuture<Answer>();
    answers.add(answer);
    partition.send(
        command,
        it -> assertThat(answer.complete(it)).as("a second answer to %s", command).isTrue());
    return answer;
  }

  /// Sends until it is accepted.
  Response insist(Command command) {
    for (var i = 0; i < MAX_ROUNDS; i++) {
      var answer = send(command);
      settle();
      if (answer.getNow(null) instanceof Answer.Accepted(var response, _)) {
        return response;
      }
      assertThat(answer.getNow(null)).isInstanceOf(Answer.Unavailable.class);
    }
    throw new AssertionError("Never accepted: " + command);
  }

  void deploy() {
    var content = Blob.of(Models.oneTask().getBytes(StandardCharsets.UTF_8));
    insist(
        new DeploymentCommand.Create(
            List.of(new DeploymentCommand.Resource("one-task.bpmn", content))));
  }

  /// Whatever chance wants.
  void act() {
    switch (random.nextInt(8)) {
      case 0, 1 -> create();
      case 2 -> activateAndComplete();
      case 3, 4 -> partition.work();
      case 5, 6 -> log.step();
      default -> {
        partition.work();
        log.step();
        now += random.nextInt(20);
      }
    }
  }

  void create() {
    var create =
        new InstanceCommand.Create(0, "one-task", -1, Document.EMPTY, List.of(), null, null, null);
    whenAccepted(send(create), it -> created.add(((Response.InstanceCreated) it).instanceKey()));
  }

  private void activateAndComplete() {
    var activate = new JobCommand.Activate("work", "w", Duration.ofMinutes(5), 3, List.of());
    whenAccepted(
        send(activate),
        it ->
            ((Response.JobsActivated) it)
                .jobs()
                .forEach(job -> complete(job.key(), job.instanceKey())));
  }

  private void complete(long job, long instance) {
    tried.add(instance);
    whenAccepted(
        send(new JobCommand.Complete(job, Document.EMPTY, 0)), _ -> completed.add(instance));
  }

  private static void whenAccepted(CompletableFuture<Answer> answer, Consumer<Response> then) {
    answer.thenAccept(it -> {
      if (it instanceof Answer.Accepted(var response, _)) {
        then.accept(response);
      }
    });
  }

  void crash() {
    log.crash();
    partition.abandon();
    partition = begin();
  }

  /// Asks for a few jobs, without completing them.
  void activate(Consumer<Long> instances) {
    var activate = new JobCommand.Activate("work", "w", Duration.ofMinutes(5), 2, List.of());
    whenAccepted(
        send(activate),
        it ->
            ((Response.JobsActivated) it)
                .jobs()
                .forEach(job -> instances.accept(job.instanceKey())));
  }

  /// Goes on until nothing is left to do.
  void settle() {
    for (var i = 0; i < MAX_ROUNDS; i++) {
      var worked = partition.work() > 0;
      if (!log.step() && !worked && partition.inFlight() == 0) {
        return;
      }
    }
    throw new AssertionError("Does not come to rest: " + partition.status());
  }

  StateDigest digest() {
    settle();
    var digest = partition.digest();
    settle();
    return digest.join();
  }

  /// All instances that still have a job, after every lease ran out.
  List<Long> remaining() {
    now += Duration.ofMinutes(10).toMillis();
    settle();
    return activateAll();
  }

  /// All instances whose job is free; they are not any more.
  List<Long> activateAll() {
    var all = new ArrayList<Long>();
    List<Long> some;
    do {
      var activate = new JobCommand.Activate("work", "w", Duration.ofMinutes(5), 1_000, List.of());
      some =
          ((Response.JobsActivated) insist(activate))
              .jobs().stream().map(it -> it.instanceKey()).toList();
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }
}
