package io.orrery.readmodel.projection;

import static io.orrery.readmodel.projection.Projection.emptyAsNull;
import static io.orrery.readmodel.projection.Projection.time;
import static io.orrery.readmodel.projection.Projection.timeOrNull;

import io.orrery.exporter.api.JobBatchValue;
import io.orrery.exporter.api.JobValue;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.document.Job;
import java.util.Map;

/// What happens to jobs.
final class JobProjection {

  void project(Record record, JobValue value, ProjectionTarget target) {
    switch (record.intent()) {
      case "CREATED" -> created(record, value, target);
      case "COMPLETED" -> target.change(ended(record, "COMPLETED"));
      case "CANCELED" -> target.change(ended(record, "CANCELED"));
      case "ERROR_THROWN" ->
          target.change(
              ended(record, "ERROR_THROWN")
                  .set("errorCode", emptyAsNull(value.errorCode()))
                  .set("errorMessage", emptyAsNull(value.errorMessage())));
      case "FAILED" -> target.change(failed(record, value));
      case "TIMED_OUT" -> target.change(free(record, "TIMED_OUT"));
      case "YIELDED", "RECURRED_AFTER_BACKOFF" -> target.change(free(record, "CREATED"));
      case "RETRIES_UPDATED" ->
          target.change(changed(record, "RETRIES_UPDATED").set("retries", value.retries()));
      case "TIMEOUT_UPDATED" ->
          target.change(
              Change.update(Job.class, record.key(), record.position())
                  .set("deadline", timeOrNull(value.deadline()))
                  .set("lastUpdateTime", time(record)));
      default -> {
        // On its way to one of these.
      }
    }
  }

  /// Jobs were handed out.
  void activated(Record record, JobBatchValue value, ProjectionTarget target) {
    if (!record.intent().equals("ACTIVATED")) {
      return;
    }
    for (int i = 0; i < value.jobKeys().size(); i++) {
      var job = value.jobs().get(i);
      target.change(
          Change.update(Job.class, value.jobKeys().get(i), record.position())
              .set("state", "ACTIVATED")
              .set("worker", value.worker())
              .set("deadline", timeOrNull(job.deadline()))
              // After an error that nobody caught it goes on when the incident is resolved.
              .set("endTime", null)
              .set("lastUpdateTime", time(record)));
    }
  }

  private static void created(Record record, JobValue value, ProjectionTarget target) {
    var job =
        new Job(
            record.key(),
            value.type(),
            value.worker(),
            "CREATED",
            value.jobKind(),
            value.retries(),
            false,
            null,
            null,
            json(value.customHeaders()),
            null,
            time(record),
            null,
            time(record),
            value.bpmnProcessId(),
            value.processDefinitionKey(),
            value.processInstanceKey(),
            value.elementId(),
            value.elementInstanceKey(),
            value.tenantId());
    target.change(Change.birth(job, record.key(), record.position()));
  }

  private static Change failed(Record record, JobValue value) {
    return changed(record, "FAILED")
        .set("retries", value.retries())
        .set("hasFailedWithRetriesLeft", value.retries() > 0)
        .set("errorMessage", emptyAsNull(value.errorMessage()))
        .set("deadline", null);
  }

  private static Change free(Record record, String state) {
    return changed(record, state).set("deadline", null);
  }

  private static Change ended(Record record, String state) {
    return changed(record, state).set("endTime", time(record)).set("deadline", null);
  }

  private static Change changed(Record record, String state) {
    return Change.update(Job.class, record.key(), record.position())
        .set("state", state)
        .set("lastUpdateTime", time(record));
  }

  /// The headers as a JSON object.
  private static String json(Map<String, String> headers) {
    var json = new StringBuilder("{");
    headers.forEach((name, value) -> {
      json.append(json.length() == 1 ? "" : ",");
      quote(name, json);
      json.append(':');
      quote(value, json);
    });
    return json.append('}').toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            json.append('\\').append((char) c);
          } else if (c < ' ') {
            json.append(String.format("\\u%04x", c));
          } else {
            json.append((char) c);
          }
        });
    json.append('"');
  }
}
