package io.orrery.readmodel.projection;

import io.orrery.exporter.api.IncidentValue;
import io.orrery.exporter.api.JobBatchValue;
import io.orrery.exporter.api.JobValue;
import io.orrery.exporter.api.MessageStartEventSubscriptionValue;
import io.orrery.exporter.api.MessageValue;
import io.orrery.exporter.api.ProcessInstanceValue;
import io.orrery.exporter.api.ProcessMessageSubscriptionValue;
import io.orrery.exporter.api.ProcessValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.TimerValue;
import io.orrery.exporter.api.VariableValue;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.Variable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Says what each record of a partition changes in the documents. It remembers names of definitions
/// and nothing else, so it can begin anywhere. One thread.
public final class Projection {

  private final Definitions definitions;
  private final InstanceProjection instances;
  private final JobProjection jobs;
  private final MessageProjection messages;

  /// @param stored where definitions are found that were deployed before
  public Projection(StoredDefinitions stored) {
    this.definitions = new Definitions(stored);
    this.instances = new InstanceProjection(definitions);
    this.jobs = new JobProjection();
    this.messages = new MessageProjection();
  }

  /// Tells the target what the record changes. Commands and rejections change nothing.
  public void project(Record record, ProjectionTarget target) {
    if (record.recordType() != RecordType.EVENT) {
      return;
    }
    switch (record.value()) {
      case ProcessInstanceValue value -> instances.project(record, value, target);
      case JobValue value -> jobs.project(record, value, target);
      case JobBatchValue value -> jobs.activated(record, value, target);
      case VariableValue value -> variable(record, value, target);
      case IncidentValue value -> instances.incident(record, value, target);
      case MessageValue value -> messages.message(record, value, target);
      case ProcessMessageSubscriptionValue value -> messages.waiting(record, value, target);
      case MessageStartEventSubscriptionValue value -> messages.starting(record, value, target);
      case TimerValue value -> messages.timer(record, value, target);
      case ProcessValue value -> process(record, value, target);
      default -> {
        // No document is about it.
      }
    }
  }

  private void process(Record record, ProcessValue value, ProjectionTarget target) {
    if (!record.intent().equals("CREATED")) {
      return;
    }
    var file = Base64.getDecoder().decode(value.resource());
    var model = ProcessModel.of(file, value.bpmnProcessId());
    var definition =
        new ProcessDefinition(
            value.processDefinitionKey(),
            value.bpmnProcessId(),
            model.name(),
            value.version(),
            emptyAsNull(value.versionTag()),
            value.resourceName(),
            value.deploymentKey(),
            true,
            value.tenantId());
    definitions.add(definition, model);
    target.change(Change.put(definition, value.processDefinitionKey(), record.position()));
    target.file(value.processDefinitionKey(), new String(file, StandardCharsets.UTF_8));
  }

  private static void variable(Record record, VariableValue value, ProjectionTarget target) {
    if (record.intent().equals("UPDATED")) {
      target.change(
          Change.update(Variable.class, record.key(), record.position())
              .set("name", value.name())
              .set("value", value.value())
              .set("isTruncated", false)
              .set("lastUpdateDate", time(record)));
    } else if (record.intent().equals("CREATED")) {
      var variable =
          new Variable(
              record.key(),
              value.name(),
              value.value(),
              false,
              value.scopeKey(),
              value.processInstanceKey(),
              value.bpmnProcessId(),
              value.processDefinitionKey(),
              time(record),
              value.tenantId());
      target.change(Change.birth(variable, record.key(), record.position()));
    }
  }

  static Instant time(Record record) {
    return Instant.ofEpochMilli(record.timestamp());
  }

  static @Nullable Instant timeOrNull(long millis) {
    return millis < 0 ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable String emptyAsNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  static @Nullable Long keyOrNull(long key) {
    return key < 0 ? null : key;
  }
}
