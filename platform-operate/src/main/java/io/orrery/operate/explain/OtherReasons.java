package io.orrery.operate.explain;

import io.orrery.operate.explain.Explanation.Cause;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Incidents, timers and called processes that keep an element instance from going on.
record OtherReasons(ReadModel model, InstantSource clock) {

  private static final int MAX_EACH = 10;

  List<Explanation> incidents(ElementInstance element) {
    var open = new Filter.And(List.of(at(element), Filter.eq("state", "ACTIVE")));
    return model.page(Query.of(Incident.class, open, MAX_EACH)).items().stream()
        .map(incident -> explain(element, incident))
        .toList();
  }

  private Explanation explain(ElementInstance element, Incident incident) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("incidentKey", Long.toString(incident.incidentKey()));
    evidence.put("errorType", incident.errorType());
    evidence.put("errorMessage", incident.errorMessage());
    evidence.put("since", incident.creationTime().toString());
    var jobKey = incident.jobKey();
    var job = jobKey == null ? null : model.find(Job.class, jobKey).orElse(null);
    if (job != null) {
      evidence.put("jobKey", Long.toString(job.jobKey()));
      evidence.put("retries", job.retries());
    }
    var sentence =
        "%s is held up by an incident since %s: %s, %s. It goes on when the incident is resolved%s."
            .formatted(
                Words.place(element),
                Words.time(incident.creationTime()),
                incident.errorType(),
                Words.quoted(incident.errorMessage()),
                job != null && job.retries() < 1
                    ? " and its job of type " + Words.quoted(job.type()) + " has attempts again"
                    : "");
    return Explanation.of(element, Cause.INCIDENT, sentence, evidence);
  }

  List<Explanation> timers(ElementInstance element) {
    var open = new Filter.And(List.of(at(element), Filter.eq("state", "CREATED")));
    return model.page(Query.of(Timer.class, open, MAX_EACH)).items().stream()
        .map(timer -> explain(element, timer))
        .toList();
  }

  private Explanation explain(ElementInstance element, Timer timer) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("timerKey", Long.toString(timer.timerKey()));
    evidence.put("elementId", timer.elementId());
    evidence.put("dueDate", timer.dueDate().toString());
    var left = Duration.between(clock.instant(), timer.dueDate());
    var isOwn = timer.elementId().equals(element.elementId());
    var subject =
        isOwn
            ? Words.place(element) + " waits for its timer, which"
            : "The timer %s at %s".formatted(Words.quoted(timer.elementId()), Words.place(element));
    var sentence =
        left.isNegative()
            ? "%s was due at %s, %s ago, and has not fired yet."
                .formatted(subject, Words.time(timer.dueDate()), Words.span(left))
            : "%s is due at %s, in %s."
                .formatted(subject, Words.time(timer.dueDate()), Words.span(left));
    return Explanation.of(element, Cause.TIMER, sentence, evidence);
  }

  List<Explanation> calledProcesses(ElementInstance element) {
    var called =
        new Filter.And(
            List.of(
                Filter.eq("parentProcessInstanceKey", element.processInstanceKey()),
                Filter.eq("parentElementInstanceKey", element.elementInstanceKey()),
                Filter.eq("state", "ACTIVE")));
    return model.page(Query.of(ProcessInstance.class, called, MAX_EACH)).items().stream()
        .map(instance -> explain(element, instance))
        .toList();
  }

  private static Explanation explain(ElementInstance element, ProcessInstance called) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("processInstanceKey", Long.toString(called.processInstanceKey()));
    evidence.put("processDefinitionId", called.processDefinitionId());
    return Explanation.of(
        element,
        Cause.CALLED_PROCESS,
        "%s waits for the called process %s, instance %d, active since %s."
            .formatted(
                Words.place(element),
                Words.quoted(called.processDefinitionId()),
                called.processInstanceKey(),
                Words.time(called.startDate())),
        evidence);
  }

  private static Filter at(ElementInstance element) {
    return Filter.eq("elementInstanceKey", element.elementInstanceKey());
  }
}
