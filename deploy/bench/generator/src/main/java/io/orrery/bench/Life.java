package io.orrery.bench;

import io.orrery.exporter.api.IncidentValue;
import io.orrery.exporter.api.JobBatchValue;
import io.orrery.exporter.api.JobValue;
import io.orrery.exporter.api.ProcessInstanceValue;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.RecordValue.Json;
import io.orrery.exporter.api.ValueType;
import io.orrery.exporter.api.VariableValue;
import java.util.List;
import java.util.Map;

/// One process instance, told by the records that it leaves.
final class Life {

  private static final String PROCESS = "PROCESS";
  private static final int RETRIES = 3;
  private static final long JOB_MILLIS = 60_000;
  private static final Map<String, String> HEADERS = Map.of("queue", "standard");

  private final Feed feed;
  private final Definition definition;
  private final long key;
  private final Step root;

  Life(Feed feed, Definition definition) {
    this.feed = feed;
    this.definition = definition;
    this.key = feed.nextKey();
    this.root = new Step(definition.plan().id(), definition.plan().name(), PROCESS, List.of());
    element("ELEMENT_ACTIVATING", root, key, -1);
    element("ELEMENT_ACTIVATED", root, key, -1);
  }

  long key() {
    return key;
  }

  void end(boolean isCanceled) {
    if (isCanceled) {
      element("ELEMENT_TERMINATING", root, key, -1);
      element("ELEMENT_TERMINATED", root, key, -1);
    } else {
      element("ELEMENT_COMPLETING", root, key, -1);
      element("ELEMENT_COMPLETED", root, key, -1);
    }
  }

  private void element(String intent, Step step, long element, long scope) {
    feed.add(
        ValueType.PROCESS_INSTANCE,
        intent,
        element,
        new ProcessInstanceValue(
            definition.plan().id(),
            definition.version(),
            RecordValue.DEFAULT_TENANT,
            definition.key(),
            key,
            step.id(),
            scope,
            step.type(),
            "UNSPECIFIED",
            -1,
            -1));
  }

  /// @return the key of the element instance
  long enter(Step step, long scope) {
    long element = feed.nextKey();
    element("ELEMENT_ACTIVATING", step, element, scope);
    element("ELEMENT_ACTIVATED", step, element, scope);
    return element;
  }

  void leave(Step step, long element, long scope) {
    element("ELEMENT_COMPLETING", step, element, scope);
    element("ELEMENT_COMPLETED", step, element, scope);
  }

  void terminate(Step step, long element, long scope) {
    element("ELEMENT_TERMINATING", step, element, scope);
    element("ELEMENT_TERMINATED", step, element, scope);
  }

  /// Goes through a step, with its job if it is a task.
  void pass(Step step, long scope) {
    long element = enter(step, scope);
    if (step.isTask()) {
      work(step, element, job(step, element));
    }
    leave(step, element, scope);
  }

  /// Takes the flow between two steps.
  void flow(String from, String to, long scope) {
    var flow = new Step(Plan.flow(from, to), "", "SEQUENCE_FLOW", List.of());
    element("SEQUENCE_FLOW_TAKEN", flow, feed.nextKey(), scope);
  }

  /// @return the key of a new job
  long job(Step step, long element) {
    long job = feed.nextKey();
    job("CREATED", step, element, job, "");
    return job;
  }

  private void job(String intent, Step step, long element, long job, String error) {
    int retries = error.isEmpty() ? RETRIES : 0;
    feed.add(ValueType.JOB, intent, job, jobValue(step, element, retries, error, -1));
  }

  private JobValue jobValue(Step step, long element, int retries, String error, long deadline) {
    return new JobValue(
        step.id(),
        HEADERS,
        "",
        retries,
        0,
        -1,
        deadline,
        JOB_MILLIS,
        Json.EMPTY,
        "",
        error,
        definition.plan().id(),
        definition.version(),
        definition.key(),
        key,
        step.id(),
        element,
        "BPMN_ELEMENT",
        "UNSPECIFIED",
        List.of(),
        RecordValue.DEFAULT_TENANT);
  }

  private void handOut(Step step, long element, long job) {
    var value = jobValue(step, element, RETRIES, "", feed.time() + JOB_MILLIS);
    feed.add(
        ValueType.JOB_BATCH,
        "ACTIVATED",
        feed.nextKey(),
        new JobBatchValue(
            step.id(),
            step.id() + "-worker",
            JOB_MILLIS,
            1,
            List.of(job),
            List.of(value),
            false,
            List.of(RecordValue.DEFAULT_TENANT)));
  }

  void work(Step step, long element, long job) {
    handOut(step, element, job);
    job("COMPLETED", step, element, job, "");
  }

  void cancel(Step step, long element, long job) {
    job("CANCELED", step, element, job, "");
  }

  /// A worker gives up.
  ///
  /// @return the key of the incident
  long fail(Step step, long element, long job, String message) {
    handOut(step, element, job);
    job("FAILED", step, element, job, message);
    long incident = feed.nextKey();
    incident("CREATED", step, element, job, incident, message);
    return incident;
  }

  void resolve(Step step, long element, long job, long incident, String message) {
    job("RETRIES_UPDATED", step, element, job, "");
    incident("RESOLVED", step, element, job, incident, message);
  }

  private void incident(
      String intent, Step step, long element, long job, long incident, String message) {
    feed.add(
        ValueType.INCIDENT,
        intent,
        incident,
        new IncidentValue(
            "JOB_NO_RETRIES",
            message,
            definition.plan().id(),
            definition.key(),
            key,
            step.id(),
            element,
            job,
            element,
            List.of(),
            List.of(),
            List.of(),
            RecordValue.DEFAULT_TENANT));
  }

  /// @return the key of a new variable
  long variable(String name, String value, long scope) {
    long variable = feed.nextKey();
    variable("CREATED", variable, name, value, scope);
    return variable;
  }

  void change(long variable, String name, String value, long scope) {
    variable("UPDATED", variable, name, value, scope);
  }

  private void variable(String intent, long variable, String name, String value, long scope) {
    feed.add(
        ValueType.VARIABLE,
        intent,
        variable,
        new VariableValue(
            name,
            value,
            scope,
            key,
            definition.key(),
            definition.plan().id(),
            RecordValue.DEFAULT_TENANT));
  }
}
