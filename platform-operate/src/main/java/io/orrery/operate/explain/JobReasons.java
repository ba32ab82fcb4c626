package io.orrery.operate.explain;

import io.orrery.operate.explain.Explanation.Cause;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a job is not done yet: nobody takes it, or somebody has it. For one answer: what is known of
/// a type is looked up once.
final class JobReasons {

  /// States of a job that can be handed out, at once or after its back-off.
  private static final Filter WAITING =
      new Filter.In("state", List.of("CREATED", "FAILED", "TIMED_OUT", "RETRIES_UPDATED"));

  private static final Filter OPEN =
      new Filter.In(
          "state", List.of("CREATED", "FAILED", "TIMED_OUT", "RETRIES_UPDATED", "ACTIVATED"));

  private static final Filter TAKEN = new Filter.Compare("worker", Filter.Operator.NEQ, "");

  /// States of a job that a worker took.
  private static final List<String> TAKEN_STATES =
      List.of("ACTIVATED", "COMPLETED", "FAILED", "TIMED_OUT", "ERROR_THROWN");

  private final ReadModel model;
  private final Workers workers;
  private final InstantSource clock;
  private final Map<String, Optional<Job>> taken = new HashMap<>();
  private final Map<String, Instant> oldest = new HashMap<>();
  private final Map<String, Endless> endless = new HashMap<>();

  JobReasons(ReadModel model, Workers workers, InstantSource clock) {
    this.model = model;
    this.workers = workers;
    this.clock = clock;
  }

  Optional<Explanation> of(ElementInstance element) {
    var here = Filter.eq("elementInstanceKey", element.elementInstanceKey());
    return newest(here, OPEN)
        .map(job -> job.state().equals("ACTIVATED") ? held(element, job) : waiting(element, job));
  }

  private Explanation held(ElementInstance element, Job job) {
    var evidence = evidence(job);
    evidence.put("worker", job.worker());
    evidence.put("deadline", job.deadline());
    var now = clock.instant();
    var deadline = job.deadline();
    var sentence =
        "%s: worker %s has had the job of type %s for %s"
            .formatted(
                Words.place(element),
                Words.quoted(job.worker()),
                Words.quoted(job.type()),
                Words.span(Duration.between(job.lastUpdateTime(), now)));
    if (deadline != null) {
      sentence +=
          deadline.isAfter(now)
              ? " and has to answer by " + Words.time(deadline)
              : "; its time was over at %s, so the job will be handed out again"
                  .formatted(Words.time(deadline));
    }
    return Explanation.of(element, Cause.JOB, sentence + ".", evidence);
  }

  private Explanation waiting(ElementInstance element, Job job) {
    var queue = ahead(job);
    var ahead = queue.total();
    var oldest = this.oldest.computeIfAbsent(job.type(), _ -> oldest(job));
    var taken = this.taken.computeIfAbsent(job.type(), this::taken);
    var connected = workers.connected(job.type());
    var evidence = evidence(job);
    evidence.put("jobsAhead", ahead);
    evidence.put("moreAhead", queue.hasMoreTotal());
    evidence.put("oldestJobSince", oldest.toString());
    evidence.put("lastTakenAt", taken.map(one -> one.lastUpdateTime().toString()).orElse(null));
    evidence.put("lastWorker", taken.map(Job::worker).orElse(null));
    evidence.put("workersConnected", connected.isPresent() ? connected.getAsInt() : null);
    var sentence =
        "%s waits for a worker for jobs of type %s: %s; %s."
            .formatted(
                Words.place(element),
                Words.quoted(job.type()),
                Workers.sentence(connected, taken),
                ahead == 0
                    ? "it is the first in the queue"
                    : (queue.hasMoreTotal() ? "more than " : "")
                        + Words.count(ahead, "job waits", "jobs wait")
                        + " ahead of it, the oldest since "
                        + Words.time(oldest));
    return Explanation.of(element, Cause.JOB, sentence + failure(job), evidence);
  }

  private static String failure(Job job) {
    if (!job.state().equals("FAILED")) {
      return "";
    }
    var message = job.errorMessage();
    return " The last attempt failed%s; %s left."
        .formatted(
            message == null || message.isEmpty() ? "" : " with " + Words.quoted(message),
            Words.count(job.retries(), "attempt is", "attempts are"));
  }

  private static Map<String, @Nullable Object> evidence(Job job) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("jobKey", Long.toString(job.jobKey()));
    evidence.put("jobType", job.type());
    evidence.put("state", job.state());
    evidence.put("retries", job.retries());
    evidence.put("since", job.creationTime().toString());
    return evidence;
  }

  /// Jobs that are older, as far as they are counted. If there are more of them than that, then
  /// also ahead of every younger job.
  private Page<Job> ahead(Job job) {
    var endless = this.endless.get(job.type());
    if (endless != null && !job.creationTime().isBefore(endless.since())) {
      return endless.queue();
    }
    var earlier = new Filter.Compare("creationTime", Filter.Operator.LT, job.creationTime());
    var queue = model.search(Query.of(Job.class, queue(job, earlier), 0));
    if (queue.hasMoreTotal()) {
      this.endless.put(job.type(), new Endless(job.creationTime(), queue));
    }
    return queue;
  }

  private Instant oldest(Job job) {
    var sort = List.of(new Query.Sort("creationTime", false));
    var query = new Query<>(Job.class, queue(job, Filter.ALL), sort, 1, null, false, 0);
    var found = model.page(query).items();
    return found.isEmpty() ? job.creationTime() : found.getFirst().creationTime();
  }

  private static Filter queue(Job job, Filter more) {
    var hasAttempts = new Filter.Compare("retries", Filter.Operator.GT, 0);
    return new Filter.And(List.of(Filter.eq("type", job.type()), WAITING, hasAttempts, more));
  }

  private Optional<Job> newest(Filter one, Filter other) {
    return first(new Filter.And(List.of(one, other)), "lastUpdateTime");
  }

  /// The youngest job of a type, by its key, that a worker took.
  private Optional<Job> taken(String type) {
    return TAKEN_STATES.stream()
        .map(state -> List.of(Filter.eq("type", type), Filter.eq("state", state), TAKEN))
        .flatMap(filters -> first(new Filter.And(filters), "jobKey").stream())
        .max(Comparator.comparing(Job::lastUpdateTime));
  }

  private Optional<Job> first(Filter filter, String field) {
    var sort = List.of(new Query.Sort(field, true));
    return model.page(new Query<>(Job.class, filter, sort, 1, null, false, 0)).items().stream()
        .findFirst();
  }

  /// From this time on, more jobs are ahead than are counted.
  private record Endless(Instant since, Page<Job> queue) {}
}
