package io.orrery.system.kill;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Clients that create, publish, deploy and work at the same time, and write into the ledger what
/// they were told. That the platform is away now and then does not stop them.
final class Load implements AutoCloseable {

  /// How long a worker has a job; one whose answer was lost comes back after it.
  static final Duration LEASE = Duration.ofSeconds(3);

  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int MAX_OPEN = 400;
  private static final int MAX_JOBS = 32;
  private static final int STREAM_THREADS = 2;
  private static final long PAUSE_MILLIS = 20;
  private static final int DEPLOY_ONE_IN = 25;
  private static final int MESSAGE_ONE_IN = 3;

  private static final String WORK = "kill-work";
  private static final String MESSAGE = "kill-message";
  private static final String FIRST = "kill-first";
  private static final String LAST = "kill-last";

  private final Supplier<ZeebeClient> connect;
  private volatile ZeebeClient client;
  private final Ledger ledger;
  private final List<Thread> beginners = new ArrayList<>();
  private final List<Thread> workers = new ArrayList<>();
  private final List<JobWorker> streams = new ArrayList<>();
  private final ExecutorService streamed = Executors.newFixedThreadPool(STREAM_THREADS);
  private final CountDownLatch enough = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /// @param connect gives a connected client
  Load(Supplier<ZeebeClient> connect, Ledger ledger) {
    this.connect = connect;
    this.client = connect.get();
    this.ledger = ledger;
  }

  /// Deploys what is needed and lets the clients begin.
  Load begin(Random random) {
    client
        .newDeployResourceCommand()
        .addProcessModel(work(), "work.bpmn")
        .addProcessModel(message(), "message.bpmn")
        .send()
        .join();
    for (var i = 0; i < 3; i++) {
      var name = "beginner-" + i;
      var chance = new Random(random.nextLong());
      beginners.add(Thread.ofPlatform().name(name).start(() -> create(name, chance)));
    }
    stream();
    for (var type : List.of(FIRST, LAST, FIRST, LAST)) {
      workers.add(Thread.ofPlatform().name("worker-" + type).start(() -> work(type)));
    }
    return this;
  }

  private static BpmnModelInstance work() {
    return Bpmn.createExecutableProcess(WORK)
        .startEvent()
        .serviceTask("first", task -> task.zeebeJobType(FIRST))
        .serviceTask("last", task -> task.zeebeJobType(LAST))
        .endEvent()
        .done();
  }

  private static BpmnModelInstance message() {
    return Bpmn.createExecutableProcess(MESSAGE)
        .startEvent()
        .intermediateCatchEvent("catch")
        .message(it -> it.name(MESSAGE).zeebeCorrelationKeyExpression("reference"))
        .serviceTask("last", task -> task.zeebeJobType(LAST))
        .endEvent()
        .done();
  }

  /// Connects anew at once: by itself a connection waits the longer the longer nobody answers.
  void reconnect() {
    var before = client;
    streams.forEach(JobWorker::close);
    client = connect.get();
    before.close();
    stream();
  }

  /// Has some jobs pushed instead of asking for them. The client interrupts its own threads when a
  /// worker is closed, and who does a job here sees it through.
  private void stream() {
    streams.clear();
    for (var type : List.of(FIRST, LAST)) {
      streams.add(
          client
              .newWorker()
              .jobType(type)
              .handler((_, job) -> seeThrough(job))
              .maxJobsActive(MAX_JOBS)
              .timeout(LEASE)
              .streamEnabled(true)
              .open());
    }
  }

  private void seeThrough(ActivatedJob job) throws ExecutionException {
    try {
      streamed.submit(() -> work(job, Set.of())).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endStreams() {
    streams.forEach(JobWorker::close);
    streamed.close();
  }

  ZeebeClient client() {
    return client;
  }

  // ---- who begins things

  private void create(String name, Random chance) {
    for (var i = 0; enough.getCount() > 0; i++) {
      if (ledger.open() > MAX_OPEN) {
        pause();
        continue;
      }
      var reference = name + "-" + i;
      if (chance.nextInt(DEPLOY_ONE_IN) == 0) {
        deploy(reference);
      } else if (chance.nextInt(MESSAGE_ONE_IN) > 0) {
        create(WORK, reference);
      } else if (chance.nextBoolean()) {
        create(MESSAGE, reference);
        publish(reference);
      } else {
        publish(reference);
        create(MESSAGE, reference);
      }
    }
  }

  /// Once only: when the answer is lost, there may be an instance or not.
  private void create(String processId, String reference) {
    ledger.wants(reference);
    attempt(() -> {
      var instance =
          client
              .newCreateInstanceCommand()
              .bpmnProcessId(processId)
              .latestVersion()
              .variables(Map.of("reference", reference))
              .requestTimeout(REQUEST)
              .send()
              .join();
      ledger.created(instance.getProcessInstanceKey(), reference);
    });
  }

  /// Until it is acknowledged: the id of the message keeps it from being there twice.
  private void publish(String reference) {
    while (over.getCount() > 0) {
      var code =
          attempt(() ->
              client
                  .newPublishMessageCommand()
                  .messageName(MESSAGE)
                  .correlationKey(reference)
                  .messageId(reference)
                  .timeToLive(KEPT)
                  .variables(Map.of("payload", reference))
                  .requestTimeout(REQUEST)
                  .send()
                  .join());
      if (code == Status.Code.OK || code == Status.Code.ALREADY_EXISTS) {
        ledger.published(reference);
        return;
      }
      pause();
    }
  }

  private void deploy(String reference) {
    var model = Bpmn.createExecutableProcess("kill-" + reference).startEvent().endEvent().done();
    attempt(() ->
        client
            .newDeployResourceCommand()
            .addProcessModel(model, reference + ".bpmn")
            .requestTimeout(REQUEST)
            .send()
            .join()
            .getProcesses()
            .forEach(it ->
                ledger.deployed(
                    new Ledger.Deployed(
                        it.getBpmnProcessId(), it.getVersion(), it.getProcessDefinitionKey()))));
  }

  // ---- who works

  private void work(String type) {
    while (over.getCount() > 0) {
      poll(type, POLL);
    }
  }

  /// Asks for jobs and does them.
  ///
  /// @return how many there were, -1 if that is unknown
  int poll(String type, Duration patience) {
    var done = ledger.completedNow();
    var jobs = new ArrayList<ActivatedJob>();
    var code =
        attempt(() ->
            jobs.addAll(
                client
                    .newActivateJobsCommand()
                    .jobType(type)
                    .maxJobsToActivate(MAX_JOBS)
                    .timeout(LEASE)
                    .requestTimeout(patience)
                    .send()
                    .join()
                    .getJobs()));
    jobs.forEach(job -> work(job, done));
    return code == Status.Code.OK ? jobs.size() : -1;
  }

  private void work(ActivatedJob job, Set<Long> completedBefore) {
    var variables = job.getVariablesAsMap();
    var reference = String.valueOf(variables.get("reference"));
    ledger.activated(job, reference, completedBefore);
    if (job.getBpmnProcessId().equals(MESSAGE) && !reference.equals(variables.get("payload"))) {
      ledger.violated("instance %d got no payload".formatted(job.getProcessInstanceKey()));
    }
    while (true) {
      ledger.completing(job.getKey());
      var code =
          attempt(
              () -> client.newCompleteCommand(job.getKey()).requestTimeout(REQUEST).send().join());
      if (code == Status.Code.OK) {
        ledger.completed(job);
      } else if (code == Status.Code.NOT_FOUND) {
        ledger.unknownJob(job);
      } else if (over.getCount() > 0) {
        pause();
        continue;
      }
      if (job.getElementId().equals("last")) {
        ledger.finished(job.getProcessInstanceKey());
      }
      return;
    }
  }

  // ---- what they have in common

  /// Does something and tells how it ended. What is neither an answer nor a sign that the platform
  /// is away is against its word.
  private Status.Code attempt(Runnable action) {
    var used = client;
    try {
      action.run();
      return Status.Code.OK;
    } catch (ClientStatusException e) {
      switch (e.getStatusCode()) {
        case UNAVAILABLE,
            DEADLINE_EXCEEDED,
            RESOURCE_EXHAUSTED,
            CANCELLED,
            NOT_FOUND,
            ALREADY_EXISTS ->
            pause();
        default -> ledger.violated("unexpected answer: " + e.getStatus());
      }
      return e.getStatusCode();
    } catch (RuntimeException e) {
      if (used == client) {
        ledger.violated("unexpected failure: " + e);
      }
      return Status.Code.UNKNOWN;
    }
  }

  private void pause() {
    try {
      over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Begins nothing new; what is open is still worked off.
  void endBeginning() {
    enough.countDown();
    join(beginners);
  }

  /// Ends the workers when no job is left, leased ones included: for twice as long as a lease there
  /// is none of either type.
  void endWorking() {
    over.countDown();
    join(workers);
    endStreams();
    var isQuiet = false;
    while (!isQuiet) {
      var first = CompletableFuture.supplyAsync(() -> poll(FIRST, LEASE.multipliedBy(2)));
      var last = poll(LAST, LEASE.multipliedBy(2));
      isQuiet = first.join() == 0 && last == 0;
    }
  }

  private static void join(List<Thread> threads) {
    try {
      for (var thread : threads) {
        thread.join(Duration.ofMinutes(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    enough.countDown();
    over.countDown();
    join(beginners);
    join(workers);
    endStreams();
    client.close();
  }
}
