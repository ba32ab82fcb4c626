package io.orrery.engine.job;

import io.orrery.bpmn.model.Element;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.JobTable;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.variable.Variables;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Document;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.Job;
import io.orrery.protocol.JobEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes jobs and hands them out: one queue per type, oldest first, to whoever has credit.
public final class Jobs {

  /// How many jobs one turn hands out over streams.
  public static final int MAX_HANDED_OUT = 64;

  /// Of how many types a new leader tells; polls for others ask again by themselves.
  static final int MAX_TYPES_TOLD = 1_000;

  /// About how many bytes a job takes in an answer besides its variables and headers.
  private static final int JOB_OVERHEAD = 512;

  private final State state;
  private final Definitions definitions;
  private final Variables variables;
  private final JobStreams streams;
  private final int maxBytes;

  /// @param maxBytes how large a job, or an answer with jobs, may be
  public Jobs(
      State state, Definitions definitions, Variables variables, JobStreams streams, int maxBytes) {
    this.state = state;
    this.definitions = definitions;
    this.variables = variables;
    this.streams = streams;
    this.maxBytes = maxBytes;
  }

  int maxBytes() {
    return maxBytes;
  }

  JobTable table() {
    return state.jobs();
  }

  JobStreams streams() {
    return streams;
  }

  /// Makes a job for an element instance that waits for it.
  public void create(
      ElementInstance instance, String type, int retries, Document headers, Turn turn) {
    var job = new Job(type, instance.key(), instance.value(), retries, headers, 0, null, null);
    turn.emit(turn.newKey(), new JobEvent.Created(job));
    turn.offer(type);
  }

  /// Takes back the job of an element instance that is being terminated.
  public void cancel(ElementInstance instance, Turn turn) {
    var jobKey = instance.jobKey();
    var stored = jobKey == 0 ? null : state.jobs().find(jobKey);
    if (stored != null) {
      turn.emit(jobKey, new JobEvent.Canceled(stored.job()));
      streams.end(jobKey);
    }
  }

  /// Whether jobs of the type are free and a stream can take one.
  public boolean canHandOut(String type) {
    return streams.canTake(type) && state.jobs().hasFree(type);
  }

  /// Offers the free jobs of all types for which there are streams.
  public void offerAll(Turn turn) {
    streams.types().forEach(turn::offer);
  }

  /// Hands free jobs of a type to streams with credit, as far as both reach. Of what is left over
  /// those who poll are told.
  public void handOut(String type, Turn turn) {
    if (!streams.canTake(type)) {
      tellOfFree(type, turn);
      return;
    }
    if (!state.jobs().hasFree(type)) {
      return;
    }
    var free = free(type, MAX_HANDED_OUT);
    var given = new LinkedHashMap<JobStreams.Stream, List<Handout>>();
    var bytes = 0L;
    for (var entry : free.entrySet()) {
      if (bytes > maxBytes || !streams.canTake(type)) {
        break;
      }
      bytes += give(type, entry.getKey(), entry.getValue(), given, turn);
    }
    given.forEach((stream, handouts) -> push(stream, handouts, turn));
    if (!streams.canTake(type)) {
      tellOfFree(type, turn);
    } else if (bytes > maxBytes || free.size() == MAX_HANDED_OUT) {
      streams.refresh(type);
    }
  }

  /// Tells those who poll of all free jobs; for a new leader, since they may have become free while
  /// nobody led.
  public void tellOfAll(Turn turn) {
    state
        .jobs()
        .freeTypes(MAX_TYPES_TOLD)
        .forEach(type -> turn.effect(new Effect.JobsAvailable(type)));
  }

  private void tellOfFree(String type, Turn turn) {
    if (state.jobs().hasFree(type)) {
      turn.effect(new Effect.JobsAvailable(type));
    }
  }

  /// A job on its way to a worker.
  private record Handout(JobEvent.Activation activation, ActivatedJob job) {}

  /// Returns how large the job is, 0 if it is not given.
  private long give(
      String type, long key, Job job, Map<JobStreams.Stream, List<Handout>> given, Turn turn) {
    var stream = streams.next(type);
    if (stream == null) {
      return 0;
    }
    var spec = stream.spec;
    var activation = activation(key, job, spec.worker(), spec.timeout(), turn);
    var handedOut = handedOut(activation, job, spec.fetch());
    var size = sizeOf(handedOut);
    if (size > maxBytes) {
      tooLarge(key, job, size, turn);
      return 0;
    }
    streams.take(stream, key);
    given.computeIfAbsent(stream, _ -> new ArrayList<>()).add(new Handout(activation, handedOut));
    return size;
  }

  static JobEvent.Activation activation(
      long key, Job job, String worker, Duration timeout, Turn turn) {
    return new JobEvent.Activation(key, job.activated(worker, turn.after(timeout)));
  }

  private static void push(JobStreams.Stream stream, List<Handout> handouts, Turn turn) {
    var spec = stream.spec;
    var jobs = handouts.stream().map(Handout::activation).toList();
    emit(spec.type(), spec.worker(), spec.timeout(), jobs.size(), jobs, turn);
    for (var each : handouts) {
      turn.effect(new Effect.Push(stream.id, each.job()));
    }
  }

  /// About how many bytes a job takes in an answer.
  static long sizeOf(ActivatedJob job) {
    return JOB_OVERHEAD
        + (long) job.variables().size()
        + job.headers().size()
        + job.type().length()
        + job.worker().length()
        + job.previousWorker().length();
  }

  /// A job that fits in no answer waits for somebody to make its variables smaller.
  void tooLarge(long key, Job job, long size, Turn turn) {
    var message =
        "The job with key %d needs %d bytes with its variables, but an answer holds at most %d"
            .formatted(key, size, maxBytes);
    raise(IncidentType.MESSAGE_SIZE_EXCEEDED, message, key, job, turn);
  }

  /// Stops a job with an incident.
  static void raise(IncidentType type, String message, long key, Job job, Turn turn) {
    turn.emit(
        turn.newKey(),
        new IncidentEvent.Raised(
            new Incident(
                type,
                message,
                job.elementKey(),
                job.element(),
                key,
                job.elementKey(),
                new Step(StepKind.ACTIVATE, job.elementKey(), -1, 0))));
  }

  static void emit(
      String type,
      String worker,
      Duration timeout,
      int limit,
      List<JobEvent.Activation> jobs,
      Turn turn) {
    turn.emit(
        turn.newKey(), new JobEvent.BatchActivated(type, worker, timeout, limit, jobs, false));
  }

  /// The oldest free jobs of a type whose instances are not in quarantine.
  Map<Long, Job> free(String type, int limit) {
    var free = new LinkedHashMap<Long, Job>();
    state
        .jobs()
        .eachFree(
            type,
            (key, job) -> {
              if (!state.quarantine().contains(job.element().instanceKey())) {
                free.put(key, job);
              }
              return free.size() < limit;
            });
    return free;
  }

  /// The job as the worker sees it.
  ActivatedJob handedOut(JobEvent.Activation activation, Job before, List<String> fetch) {
    var job = activation.job();
    var definition = definitions.get(job.element().definitionKey());
    Element element = definition.process().element(job.element().element());
    var previous = before.worker();
    var deadline = job.deadline();
    if (deadline == null) {
      throw new IllegalStateException("job " + activation.jobKey() + " has no deadline");
    }
    return new ActivatedJob(
        activation.jobKey(),
        job.type(),
        job.element().instanceKey(),
        definition.processId(),
        definition.version(),
        job.element().definitionKey(),
        element.id(),
        job.elementKey(),
        job.headers(),
        job.worker() == null ? "" : job.worker(),
        job.retries(),
        job.lease(),
        previous == null ? "" : previous,
        deadline,
        variables.collect(job.elementKey(), fetch));
  }

  /// Frees a job again and offers it.
  void free(long key, Job job, Turn turn) {
    streams.end(key);
    turn.offer(job.type());
  }
}
