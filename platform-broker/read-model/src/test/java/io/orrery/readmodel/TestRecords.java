package io.orrery.readmodel;

import io.orrery.exporter.api.IncidentValue;
import io.orrery.exporter.api.JobBatchValue;
import io.orrery.exporter.api.JobValue;
import io.orrery.exporter.api.MessageStartEventSubscriptionValue;
import io.orrery.exporter.api.MessageValue;
import io.orrery.exporter.api.ProcessInstanceValue;
import io.orrery.exporter.api.ProcessMessageSubscriptionValue;
import io.orrery.exporter.api.ProcessValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.RecordValue.Json;
import io.orrery.exporter.api.TimerValue;
import io.orrery.exporter.api.ValueType;
import io.orrery.exporter.api.VariableValue;
import io.orrery.exporter.testing.TestRecord;
import io.orrery.exporter.testing.TestSetup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Records as a partition would export them. Time goes on by a millisecond with each record.
public final class TestRecords {

  public static final long BEGIN = 1_750_000_000_000L;
  public static final String PROCESS_ID = "order";

  /// A day after the first record.
  public static final Instant NOW = Instant.ofEpochMilli(BEGIN).plus(Duration.ofDays(1));

  private final int partition;
  private final List<Record> records = new ArrayList<>();
  private long key;
  private long time = BEGIN;
  private long definitionKey;

  /// What an exporter of these records is told.
  public static TestSetup setup(int partitionId, Map<String, Object> arguments) {
    return new TestSetup(partitionId, arguments, InstantSource.fixed(NOW));
  }

  public TestRecords(int partition) {
    this.partition = partition;
    this.key = (long) partition << 51;
  }

  /// All records so far.
  public List<Record> all() {
    return List.copyOf(records);
  }

  /// The records since the last time, which are forgotten.
  public List<Record> take() {
    var taken = List.copyOf(records);
    taken(taken.size());
    return taken;
  }

  private long firstPosition = 1;

  private void taken(int count) {
    firstPosition += count;
    records.clear();
  }

  public long position() {
    return firstPosition + records.size() - 1;
  }

  public long time() {
    return time;
  }

  public long nextKey() {
    return ++key;
  }

  public TestRecords pass(long millis) {
    time += millis;
    return this;
  }

  public Record add(ValueType type, String intent, long key, RecordValue value) {
    var record = TestRecord.event(partition, position() + 1, key, ++time, type, intent, value);
    records.add(record);
    return record;
  }

  /// Deploys the first version of a process.
  public long deploy() {
    return deploy(PROCESS_ID, 1, nextKey());
  }

  public long deploy(String processId, int version, long key) {
    var file =
        """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <bpmn:process id="%s" name="Process %s"><bpmn:startEvent id="start" name="Begin"/>
            <bpmn:serviceTask id="task" name="Do it"/></bpmn:process>
        </bpmn:definitions>
        """
            .formatted(processId, processId);
    add(
        ValueType.PROCESS,
        "CREATED",
        key,
        new ProcessValue(
            processId,
            version,
            "v" + version,
            key,
            processId + ".bpmn",
            "",
            Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.UTF_8)),
            false,
            key,
            RecordValue.DEFAULT_TENANT));
    definitionKey = key;
    return key;
  }

  /// Begins an instance of the definition that was deployed last, and comes to the task.
  public Instance start() {
    var instance = new Instance(nextKey());
    instance.element("ELEMENT_ACTIVATING", instance.key, -1, PROCESS_ID, "PROCESS");
    instance.element("ELEMENT_ACTIVATED", instance.key, -1, PROCESS_ID, "PROCESS");
    instance.pass("start", "START_EVENT");
    instance.flow("to-task");
    instance.task = instance.enter("task", "SERVICE_TASK");
    instance.job = nextKey();
    instance.job("CREATED", 3, "");
    return instance;
  }

  /// A whole instance with one task.
  public Instance run() {
    var instance = start();
    instance.handOut("worker");
    instance.finish();
    return instance;
  }

  public long message(String name, String correlationKey, long timeToLive) {
    long message = nextKey();
    add(ValueType.MESSAGE, "PUBLISHED", message, messageValue(name, correlationKey, timeToLive));
    return message;
  }

  public void messageExpired(long key, String name, String correlationKey) {
    add(ValueType.MESSAGE, "EXPIRED", key, messageValue(name, correlationKey, 0));
  }

  private MessageValue messageValue(String name, String correlationKey, long timeToLive) {
    return new MessageValue(
        name,
        correlationKey,
        "",
        timeToLive,
        time + timeToLive,
        new Json("{\"a\":1}"),
        RecordValue.DEFAULT_TENANT);
  }

  public long startSubscription(String intent, long key, String messageName, long messageKey) {
    add(
        ValueType.MESSAGE_START_EVENT_SUBSCRIPTION,
        intent,
        key,
        new MessageStartEventSubscriptionValue(
            definitionKey,
            PROCESS_ID,
            "start",
            messageName,
            messageKey,
            "",
            -1,
            Json.EMPTY,
            RecordValue.DEFAULT_TENANT));
    return key;
  }

  /// A process instance, at its task.
  public final class Instance {

    public final long key;
    public final long definition = definitionKey;
    public long task;
    public long job;

    private Instance(long key) {
      this.key = key;
    }

    public void element(String intent, long element, long scope, String id, String type) {
      add(
          ValueType.PROCESS_INSTANCE,
          intent,
          element,
          new ProcessInstanceValue(
              PROCESS_ID,
              1,
              RecordValue.DEFAULT_TENANT,
              definition,
              key,
              id,
              scope,
              type,
              "UNSPECIFIED",
              -1,
              -1));
    }

    public long enter(String id, String type) {
      long element = nextKey();
      element("ELEMENT_ACTIVATING", element, key, id, type);
      element("ELEMENT_ACTIVATED", element, key, id, type);
      return element;
    }

    public void leave(long element, String id, String type) {
      element("ELEMENT_COMPLETING", element, key, id, type);
      element("ELEMENT_COMPLETED", element, key, id, type);
    }

    public void pass(String id, String type) {
      leave(enter(id, type), id, type);
    }

    public void flow(String id) {
      element("SEQUENCE_FLOW_TAKEN", nextKey(), key, id, "SEQUENCE_FLOW");
    }

    public void handOut(String worker) {
      add(
          ValueType.JOB_BATCH,
          "ACTIVATED",
          nextKey(),
          new JobBatchValue(
              "work",
              worker,
              1_000,
              1,
              List.of(job),
              List.of(jobValue(3, "", time + 1_000)),
              false,
              List.of(RecordValue.DEFAULT_TENANT)));
    }

    public void job(String intent, int retries, String message) {
      add(ValueType.JOB, intent, job, jobValue(retries, message, -1));
    }

    private JobValue jobValue(int retries, String message, long deadline) {
      return new JobValue(
          "work",
          Map.of("header", "\"x\""),
          "",
          retries,
          0,
          -1,
          deadline,
          1_000,
          Json.EMPTY,
          "",
          message,
          PROCESS_ID,
          1,
          definition,
          key,
          "task",
          task,
          "BPMN_ELEMENT",
          "UNSPECIFIED",
          List.of(),
          RecordValue.DEFAULT_TENANT);
    }

    /// Completes the job, and with it the instance.
    public void finish() {
      job("COMPLETED", 3, "");
      leave(task, "task", "SERVICE_TASK");
      flow("to-end");
      pass("end", "END_EVENT");
      leave(key, PROCESS_ID, "PROCESS");
    }

    public void cancel() {
      job("CANCELED", 3, "");
      element("ELEMENT_TERMINATED", task, key, "task", "SERVICE_TASK");
      element("ELEMENT_TERMINATED", key, -1, PROCESS_ID, "PROCESS");
    }

    public long variable(String name, String value) {
      long variable = nextKey();
      variable("CREATED", variable, name, value);
      return variable;
    }

    public void variable(String intent, long variable, String name, String value) {
      add(
          ValueType.VARIABLE,
          intent,
          variable,
          new VariableValue(
              name, value, key, key, definition, PROCESS_ID, RecordValue.DEFAULT_TENANT));
    }

    public long incident(String message) {
      long incident = nextKey();
      incident("CREATED", incident, message);
      return incident;
    }

    public void incident(String intent, long incident, String message) {
      add(
          ValueType.INCIDENT,
          intent,
          incident,
          new IncidentValue(
              "JOB_NO_RETRIES",
              message,
              PROCESS_ID,
              definition,
              key,
              "task",
              task,
              job,
              task,
              List.of(),
              List.of(),
              List.of(),
              RecordValue.DEFAULT_TENANT));
    }

    public long timer(String intent, long timer) {
      add(
          ValueType.TIMER,
          intent,
          timer,
          new TimerValue(
              task, key, time + 500, "boundary", 1, definition, RecordValue.DEFAULT_TENANT));
      return timer;
    }

    public long subscription(String intent, long subscription, long message) {
      add(
          ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
          intent,
          subscription,
          new ProcessMessageSubscriptionValue(
              key,
              task,
              PROCESS_ID,
              "paid",
              "order-1",
              message,
              "catch",
              true,
              Json.EMPTY,
              RecordValue.DEFAULT_TENANT));
      return subscription;
    }
  }
}
