package io.orrery.system.search;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.client.api.worker.JobClient;
import io.camunda.zeebe.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.orrery.system.harness.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Instances with a job, a message and variables, of which one in ten ends with an incident.
final class Orders implements AutoCloseable {

  private static final String PROCESS = "search-order";
  private static final String WORK = "search-work";
  private static final String PAID = "search-paid";
  private static final Duration KEPT = Duration.ofHours(1);

  private final ZeebeClient client;
  private final JobWorker worker;
  private final AtomicInteger worked = new AtomicInteger();
  private int begun;

  Orders(ZeebeClient client) {
    this.client = client;
    var model =
        Bpmn.createExecutableProcess(PROCESS)
            .name("Order")
            .startEvent()
            .serviceTask("work", task -> task.zeebeJobType(WORK))
            .intermediateCatchEvent("wait")
            .message(it -> it.name(PAID).zeebeCorrelationKeyExpression("reference"))
            .endEvent()
            .done();
    client.newDeployResourceCommand().addProcessModel(model, "order.bpmn").send().join();
    worker = client.newWorker().jobType(WORK).handler(this::work).maxJobsActive(32).open();
  }

  private void work(JobClient jobs, ActivatedJob job) {
    var number = (int) Objects.requireNonNull(job.getVariablesAsMap().get("number"));
    if (number % 10 == 0) {
      jobs.newFailCommand(job.getKey()).retries(0).errorMessage("no stock").send().join();
    } else {
      jobs.newCompleteCommand(job.getKey()).variables(Map.of("worked", number)).send().join();
    }
    worked.incrementAndGet();
  }

  /// Begins some more and waits until the engine has done all that there is to do.
  void take(int count) {
    take(count, () -> "");
  }

  /// @param note makes something for each of them to have as a variable
  void take(int count, Supplier<String> note) {
    var sent = new ArrayList<Future<?>>();
    for (int i = 0; i < count; i++) {
      int number = ++begun;
      var reference = "order-" + number;
      sent.add(
          client
              .newCreateInstanceCommand()
              .bpmnProcessId(PROCESS)
              .latestVersion()
              .variables(Map.of("number", number, "reference", reference, "note", note.get()))
              .send()
              .toCompletableFuture());
      sent.add(
          client
              .newPublishMessageCommand()
              .messageName(PAID)
              .correlationKey(reference)
              .messageId(reference)
              .timeToLive(KEPT)
              .send()
              .toCompletableFuture());
    }
    Await.until("instances are created", () -> sent.stream().allMatch(Future::isDone));
    Await.until("jobs are done", () -> worked.get() == begun);
  }

  @Override
  public void close() {
    worker.close();
    client.close();
  }
}
