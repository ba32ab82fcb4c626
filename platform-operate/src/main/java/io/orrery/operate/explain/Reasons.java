package io.orrery.operate.explain;

import io.orrery.operate.explain.Explanation.Cause;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why something waits, found out for one answer: what holds for a whole type of jobs is looked up
/// once.
final class Reasons {

  /// How many active elements of an instance are looked at.
  private static final int MAX_ACTIVE = 1_000;

  private final ReadModel model;
  private final JobReasons jobs;
  private final MessageReasons messages;
  private final OtherReasons others;

  Reasons(ReadModel model, Workers workers, InstantSource clock) {
    this.model = model;
    this.jobs = new JobReasons(model, workers, clock);
    this.messages = new MessageReasons(model);
    this.others = new OtherReasons(model, clock);
  }

  List<Explanation> instance(ProcessInstance instance) {
    if (!instance.state().equals("ACTIVE")) {
      return List.of(ended("The process instance", instance.state(), instance.endDate()));
    }
    var active = active("processInstanceKey", instance.processInstanceKey());
    var reasons = leaves(active);
    if (!reasons.isEmpty()) {
      return reasons;
    }
    return List.of(
        new Explanation(
            null,
            null,
            null,
            Cause.OTHER,
            "No element of the process instance is active as far as can be seen: it is on its way.",
            Map.of()));
  }

  /// Active elements that contain no other active one, each with its reasons.
  private List<Explanation> leaves(List<ElementInstance> active) {
    var scopes = active.stream().map(ElementInstance::scopeKey).collect(Collectors.toSet());
    List<Explanation> reasons = new ArrayList<>();
    for (var element : active) {
      var isContainer =
          scopes.contains(element.elementInstanceKey())
              || element.elementInstanceKey() == element.processInstanceKey();
      if (!isContainer || element.hasIncident()) {
        reasons.addAll(element(element, isContainer));
      }
      if (reasons.size() > Explainer.MAX_EXPLANATIONS) {
        break;
      }
    }
    return reasons;
  }

  List<Explanation> within(ElementInstance element) {
    var children = active("scopeKey", element.elementInstanceKey());
    if (!element.state().equals("ACTIVE")) {
      return List.of(ended(Words.place(element), element.state(), element.endDate()));
    }
    if (children.isEmpty()) {
      return element(element, false);
    }
    List<Explanation> reasons = new ArrayList<>();
    reasons.add(
        Explanation.of(
            element,
            Cause.CHILDREN,
            "%s waits for %s within it."
                .formatted(
                    Words.place(element),
                    Words.count(children.size(), "active element", "active elements")),
            Map.of("active", children.size())));
    reasons.addAll(leaves(children));
    return reasons;
  }

  private List<Explanation> element(ElementInstance element, boolean isContainer) {
    List<Explanation> reasons = new ArrayList<>(others.incidents(element));
    if (reasons.isEmpty()) {
      jobs.of(element).ifPresent(reasons::add);
    }
    reasons.addAll(messages.of(element));
    reasons.addAll(others.timers(element));
    if (reasons.isEmpty()) {
      reasons.addAll(others.calledProcesses(element));
    }
    if (reasons.isEmpty() && !isContainer) {
      reasons.add(
          Explanation.of(
              element,
              Cause.OTHER,
              "%s is active since %s and waits for nothing that can be seen: the engine is at it."
                  .formatted(Words.place(element), Words.time(element.startDate())),
              Map.of("since", element.startDate().toString())));
    }
    return reasons;
  }

  List<Explanation> job(Job job) {
    var end = job.endTime();
    if (end != null) {
      return List.of(ended("The job of type " + Words.quoted(job.type()), job.state(), end));
    }
    return at(job.elementInstanceKey());
  }

  List<Explanation> incident(Incident incident) {
    if (!incident.state().equals("ACTIVE")) {
      return List.of(ended("The incident", incident.state(), incident.resolutionTime()));
    }
    return at(incident.elementInstanceKey());
  }

  private List<Explanation> at(long elementInstanceKey) {
    return model
        .find(ElementInstance.class, elementInstanceKey)
        .map(element -> element(element, false))
        .orElse(List.of());
  }

  private List<ElementInstance> active(String field, long key) {
    var filter = new Filter.And(List.of(Filter.eq(field, key), Filter.eq("state", "ACTIVE")));
    return model.page(Query.of(ElementInstance.class, filter, MAX_ACTIVE)).items();
  }

  private static Explanation ended(String what, String state, @Nullable Instant end) {
    return new Explanation(
        null,
        null,
        null,
        Cause.ENDED,
        "%s waits for nothing: it is %s%s."
            .formatted(
                what,
                state.toLowerCase(Locale.ROOT),
                end == null ? "" : " since " + Words.time(end)),
        Map.of("state", state));
  }
}
