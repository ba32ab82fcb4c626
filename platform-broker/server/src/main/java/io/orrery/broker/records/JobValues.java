package io.orrery.broker.records;

import static io.orrery.broker.records.Names.NO_KEY;
import static io.orrery.broker.records.Names.NO_NAME;
import static io.orrery.broker.records.Names.NO_NUMBER;
import static io.orrery.exporter.api.RecordValue.DEFAULT_TENANT;

import io.orrery.exporter.api.JobBatchValue;
import io.orrery.exporter.api.JobValue;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.RecordValue.Json;
import io.orrery.protocol.Document;
import io.orrery.protocol.Job;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.LogRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of records about jobs.
final class JobValues {

  /// Of how many different headers the map is kept.
  static final int MAX_HEADERS = 500;

  private static final String KIND = "BPMN_ELEMENT";
  private static final long NO_TIME = -1;
  private static final List<String> TENANTS = List.of(DEFAULT_TENANT);

  private final Names names;
  private final Map<Document, Map<String, String>> headers =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Document, Map<String, String>> eldest) {
          return size() > MAX_HEADERS;
        }
      };

  JobValues(Names names) {
    this.names = names;
  }

  /// What a record says of a job besides what the job is.
  ///
  /// @param deadline until when a worker has it
  /// @param backOff how long it rests after a failure
  /// @param recurring until when it rests
  private record Change(
      long deadline,
      long backOff,
      long recurring,
      long timeout,
      Json variables,
      String errorCode,
      String errorMessage) {

    static final Change NONE =
        new Change(NO_TIME, 0, NO_TIME, NO_TIME, Json.EMPTY, NO_NAME, NO_NAME);

    Change until(long instant) {
      return new Change(instant, backOff, recurring, timeout, variables, errorCode, errorMessage);
    }

    Change resting(long millis, long until) {
      return new Change(deadline, millis, until, timeout, variables, errorCode, errorMessage);
    }

    Change lasting(long millis) {
      return new Change(deadline, backOff, recurring, millis, variables, errorCode, errorMessage);
    }

    Change with(Document document) {
      var json = VariableValues.json(document);
      return new Change(deadline, backOff, recurring, timeout, json, errorCode, errorMessage);
    }

    Change because(String code, String message) {
      return new Change(deadline, backOff, recurring, timeout, variables, code, message);
    }
  }

  RecordValue of(JobCommand command) {
    return switch (command) {
      case JobCommand.Activate it ->
          new JobBatchValue(
              it.type(),
              it.worker(),
              it.timeout().toMillis(),
              it.limit(),
              List.of(),
              List.of(),
              false,
              TENANTS);
      case JobCommand.Complete it -> wish(NO_NUMBER, Change.NONE.with(it.variables()));
      case JobCommand.Fail it ->
          wish(
              it.retries(),
              Change.NONE
                  .resting(it.backOff().toMillis(), NO_TIME)
                  .with(it.variables())
                  .because(NO_NAME, it.message()));
      case JobCommand.ThrowError it ->
          wish(NO_NUMBER, Change.NONE.with(it.variables()).because(it.errorCode(), it.message()));
      case JobCommand.UpdateRetries it -> wish(it.retries(), Change.NONE);
      case JobCommand.UpdateTimeout it ->
          wish(NO_NUMBER, Change.NONE.lasting(it.timeout().toMillis()));
      case JobCommand.TimeOut _, JobCommand.RecurAfterBackOff _, JobCommand.Yield _ ->
          wish(NO_NUMBER, Change.NONE);
    };
  }

  /// A command names the job by the record's key, and otherwise only what it wants of it.
  private static JobValue wish(int retries, Change change) {
    return new JobValue(
        NO_NAME,
        Map.of(),
        NO_NAME,
        retries,
        change.backOff(),
        change.recurring(),
        change.deadline(),
        change.timeout(),
        change.variables(),
        change.errorCode(),
        change.errorMessage(),
        NO_NAME,
        NO_NUMBER,
        NO_KEY,
        NO_KEY,
        NO_NAME,
        NO_KEY,
        KIND,
        Names.UNSPECIFIED,
        List.of(),
        DEFAULT_TENANT);
  }

  RecordValue of(JobEvent event, LogRecord record) {
    return switch (event) {
      case JobEvent.BatchActivated batch -> batch(batch);
      case JobEvent.Failed(var job, var message, var variables) ->
          value(job, failed(job, record).with(variables).because(NO_NAME, message));
      case JobEvent.Completed(var job, var variables) -> value(job, held(job).with(variables));
      case JobEvent.ErrorThrown it ->
          value(
              it.job(), held(it.job()).with(it.variables()).because(it.errorCode(), it.message()));
      case JobEvent.Created(var job) -> value(job, held(job));
      case JobEvent.TimedOut(var job) -> value(job, held(job));
      case JobEvent.RecurredAfterBackOff(var job) -> value(job, held(job));
      case JobEvent.Canceled(var job) -> value(job, held(job));
      case JobEvent.RetriesUpdated(var job) -> value(job, held(job));
      case JobEvent.TimeoutUpdated(var job) -> value(job, held(job));
      case JobEvent.Yielded(var job) -> value(job, held(job));
    };
  }

  private static Change held(Job job) {
    return Change.NONE.until(millis(job));
  }

  /// After a failure the job's deadline is the end of its rest.
  private static Change failed(Job job, LogRecord record) {
    return job.deadline() == null
        ? Change.NONE
        : Change.NONE.resting(millis(job) - record.timestamp(), millis(job));
  }

  private static long millis(Job job) {
    var deadline = job.deadline();
    return deadline == null ? NO_TIME : deadline.toEpochMilli();
  }

  private RecordValue batch(JobEvent.BatchActivated batch) {
    return new JobBatchValue(
        batch.type(),
        batch.worker(),
        batch.timeout().toMillis(),
        batch.limit(),
        batch.jobs().stream().map(JobEvent.Activation::jobKey).toList(),
        batch.jobs().stream().map(it -> value(it.job(), held(it.job()))).toList(),
        batch.truncated(),
        TENANTS);
  }

  private JobValue value(Job job, Change change) {
    var at = job.element();
    var worker = job.worker();
    return new JobValue(
        job.type(),
        headers(job.headers()),
        worker == null ? NO_NAME : worker,
        job.retries(),
        change.backOff(),
        change.recurring(),
        change.deadline(),
        change.timeout(),
        change.variables(),
        change.errorCode(),
        change.errorMessage(),
        names.processId(at.definitionKey()),
        names.version(at.definitionKey()),
        at.definitionKey(),
        at.instanceKey(),
        names.elementId(at),
        job.elementKey(),
        KIND,
        Names.UNSPECIFIED,
        List.of(),
        DEFAULT_TENANT);
  }

  private Map<String, String> headers(Document document) {
    return document.isEmpty()
        ? Map.of()
        : headers.computeIfAbsent(document, VariableValues::strings);
  }
}
