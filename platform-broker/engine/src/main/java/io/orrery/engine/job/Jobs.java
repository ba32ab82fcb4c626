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
  static final int MAX_HANDED_OUT = 64;

  private final State state;
  private final Definitions definitions;
  private final Variables variables;
  private final JobStreams streams;

  public Jobs(State state, Definitions definitions, Variables variables, JobStreams streams) {
    this.state = state;
    this.definitions = definitions;
    this.variables = variables;
    this.streams = streams;
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
    return streams.next(type) != null && state.jobs().hasFree(type);
  }

  /// Hands free jobs of a type to streams with credit, as far as both reach.
  public void handOut(String type, Turn turn) {
    if (!state.jobs().hasFree(type)) {
      return;
    }
    if (streams.next(type) == null) {
      turn.effect(new Effect.JobsAvailable(type));
      return;
    }
    var free = free(type, MAX_HANDED_OUT);
    var given = new LinkedHashMap<JobStreams.Stream, List<JobEvent.Activation>>();
    for (var entry : free.entrySet()) {
      var stream = streams.next(type);
      if (stream == null) {
        break;
      }
      streams.take(stream, entry.getKey());
      given
          .computeIfAbsent(stream, _ -> new ArrayList<>())
          .add(activate(entry.getKey(), entry.getValue(), stream.spec, turn));
    }
    given.forEach((stream, jobs) -> push(stream, jobs, free, turn));
    if (free.size() == MAX_HANDED_OUT) {
      streams.refresh(type);
    }
  }

  private JobEvent.Activation activate(long key, Job job, JobStreamSpec spec, Turn turn) {
    return new JobEvent.Activation(
        key, job.activated(spec.worker(), turn.now().plus(spec.timeout())));
  }

  private void push(
      JobStreams.Stream stream, List<JobEvent.Activation> jobs, Map<Long, Job> before, Turn turn) {
    var spec = stream.spec;
    emit(spec.type(), spec.worker(), spec.timeout(), jobs.size(), jobs, turn);
    for (var each : jobs) {
      var previous = before.getOrDefault(each.jobKey(), each.job());
      turn.effect(new Effect.Push(stream.id, handedOut(each, previous, spec.fetch())));
    }
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
