package io.orrery.system.kill;

import io.camunda.zeebe.client.api.response.ActivatedJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What the platform has acknowledged, and what it has done against its word. For all threads.
///
/// Every instance carries a reference of its own, and every process runs each of its elements once.
final class Ledger {

  /// A definition that was acknowledged.
  record Deployed(String processId, int version, long key) {}

  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Map<Long, String> created = new ConcurrentHashMap<>();
  private final Map<String, Long> instanceOfReference = new ConcurrentHashMap<>();
  private final Map<String, Long> jobOfElement = new ConcurrentHashMap<>();
  private final Map<Long, AtomicInteger> completions = new ConcurrentHashMap<>();
  private final Set<Long> completed = ConcurrentHashMap.newKeySet();
  private final Set<Long> finished = ConcurrentHashMap.newKeySet();
  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final Queue<Deployed> deployed = new ConcurrentLinkedQueue<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  /// Somebody is going to create an instance with this reference, once.
  void wants(String reference) {
    wanted.add(reference);
  }

  void created(long instanceKey, String reference) {
    var before = created.put(instanceKey, reference);
    if (before != null) {
      violations.add(
          "instance %d was given to %s and %s".formatted(instanceKey, before, reference));
    }
    belongs(instanceKey, reference);
  }

  private void belongs(long instanceKey, String reference) {
    var before = instanceOfReference.putIfAbsent(reference, instanceKey);
    if (before != null && before != instanceKey) {
      violations.add("%s was created as %d and %d".formatted(reference, before, instanceKey));
    }
  }

  void published(String reference) {
    published.add(reference);
  }

  void deployed(Deployed definition) {
    deployed.add(definition);
  }

  /// The jobs whose completion is acknowledged now; none of them may be handed out from now on.
  Set<Long> completedNow() {
    return Set.copyOf(completed);
  }

  /// A job was handed out.
  ///
  /// @param completedBefore what was completed before it was asked for
  void activated(ActivatedJob job, String reference, Set<Long> completedBefore) {
    if (completedBefore.contains(job.getKey())) {
      violations.add("completed job %d was handed out again".formatted(job.getKey()));
    }
    if (!wanted.contains(reference)) {
      violations.add("job %d is of an instance that nobody wanted".formatted(job.getKey()));
    }
    belongs(job.getProcessInstanceKey(), reference);
    var element = job.getProcessInstanceKey() + "/" + job.getElementId();
    var before = jobOfElement.putIfAbsent(element, job.getKey());
    if (before != null && before != job.getKey()) {
      violations.add("%s ran twice, with jobs %d and %d".formatted(element, before, job.getKey()));
    }
  }

  /// Somebody asks for the completion of a job now.
  void completing(long jobKey) {
    completions.computeIfAbsent(jobKey, _ -> new AtomicInteger()).incrementAndGet();
  }

  void completed(ActivatedJob job) {
    completed.add(job.getKey());
  }

  /// The platform says that there is no such job. That is right only after an earlier attempt whose
  /// answer was lost.
  void unknownJob(ActivatedJob job) {
    var attempts = completions.get(job.getKey());
    if (attempts == null || attempts.get() < 2) {
      violations.add("job %d was lost".formatted(job.getKey()));
    }
    completed.add(job.getKey());
  }

  /// The last job of an instance is done.
  void finished(long instanceKey) {
    finished.add(instanceKey);
  }

  void violated(String what) {
    violations.add(what);
  }

  /// How many things were acknowledged so far.
  int acknowledgements() {
    return created.size() + completed.size() + published.size() + deployed.size();
  }

  /// How many acknowledged instances have not come to their end.
  int open() {
    return (int) created.keySet().stream().filter(key -> !finished.contains(key)).count();
  }

  @Nullable Long anyOpen() {
    return created.keySet().stream().filter(key -> !finished.contains(key)).findAny().orElse(null);
  }

  List<Deployed> definitions() {
    return new ArrayList<>(deployed);
  }

  Queue<String> violations() {
    return violations;
  }

  Map<Long, String> instances() {
    return created;
  }

  String summary() {
    return "acknowledged: %d created, %d completed, %d published, %d deployed; open: %d"
        .formatted(created.size(), completed.size(), published.size(), deployed.size(), open());
  }
}
