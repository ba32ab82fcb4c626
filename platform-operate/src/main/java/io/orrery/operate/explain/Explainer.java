package io.orrery.operate.explain;

import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.ProcessInstance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Explains whatever has a key.
public final class Explainer {

  /// How many reasons one answer has.
  static final int MAX_EXPLANATIONS = 25;

  private final ReadModel model;
  private final Workers workers;
  private final InstantSource clock;

  public Explainer(ReadModel model, Workers workers, InstantSource clock) {
    this.model = model;
    this.workers = workers;
    this.clock = clock;
  }

  /// Why that which has this key waits; nothing if nothing has it.
  Optional<Answer> explain(long key) {
    var reasons = new Reasons(model, workers, clock);
    return model
        .find(ProcessInstance.class, key)
        .map(instance -> answer(key, "PROCESS_INSTANCE", reasons.instance(instance)))
        .or(() ->
            model
                .find(ElementInstance.class, key)
                .map(element -> answer(key, "ELEMENT_INSTANCE", reasons.within(element))))
        .or(() -> model.find(Job.class, key).map(job -> answer(key, "JOB", reasons.job(job))))
        .or(() ->
            model
                .find(Incident.class, key)
                .map(incident -> answer(key, "INCIDENT", reasons.incident(incident))));
  }

  private Answer answer(long key, String kind, List<Explanation> explanations) {
    var isTruncated = explanations.size() > MAX_EXPLANATIONS;
    return new Answer(
        Long.toString(key),
        kind,
        model.freshness().asOf(),
        isTruncated ? explanations.subList(0, MAX_EXPLANATIONS) : explanations,
        isTruncated);
  }

  /// What was found out.
  record Answer(
      String key, String kind, Instant asOf, List<Explanation> explanations, boolean isTruncated) {}
}
