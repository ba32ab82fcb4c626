package io.orrery.broker.records;

import static io.orrery.broker.records.Names.NO_KEY;
import static io.orrery.broker.records.Names.NO_NAME;
import static io.orrery.exporter.api.RecordValue.DEFAULT_TENANT;

import io.orrery.exporter.api.IncidentValue;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.TimerValue;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.Command;
import io.orrery.protocol.ContinuationEvent;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.Event;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IdempotencyEvent;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.StartSubscriptionEvent;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.Timer;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.TimerEvent;
import io.orrery.protocol.TriggerEvent;
import io.orrery.protocol.VariableCommand;
import io.orrery.protocol.VariableEvent;
import java.util.List;

/// The value of a public record, by what our log says.
final class Values {

  private final Names names;
  private final InstanceValues instances;
  private final JobValues jobs;
  private final MessageValues messages;
  private final DeploymentValues deployments;
  private final VariableValues variables;

  Values(Names names) {
    this.names = names;
    instances = new InstanceValues(names);
    jobs = new JobValues(names);
    messages = new MessageValues(names);
    deployments = new DeploymentValues(names);
    variables = new VariableValues(names);
  }

  VariableValues variables() {
    return variables;
  }

  /// The value of a command that has a [Kind].
  RecordValue of(Command command) {
    return switch (command) {
      case InstanceCommand each -> instances.of(each);
      case JobCommand each -> jobs.of(each);
      case MessageCommand each -> messages.of(each);
      case SubscriptionCommand each -> messages.of(each);
      case DeploymentCommand each -> deployments.of(each);
      case VariableCommand each -> variables.of(each);
      case IncidentCommand.Resolve _ -> anyIncident();
      case TimerCommand.Trigger _ ->
          new TimerValue(NO_KEY, NO_KEY, -1, NO_NAME, -1, NO_KEY, DEFAULT_TENANT);
      case ChannelCommand.Receive each -> of(each.command());
      case ChannelCommand.Acknowledge _, IdempotencyCommand _, ExporterCommand _ ->
          throw notPublic(command);
    };
  }

  private static RuntimeException notPublic(Object content) {
    return new IllegalArgumentException("not in the public stream: " + content);
  }

  /// The value of an event that has a [Kind] and is one public record.
  RecordValue of(Event event, LogRecord record) {
    return switch (event) {
      case ElementEvent each -> instances.of(each.value());
      case InstanceEvent each -> instances.of(each, record);
      case TriggerEvent each -> instances.of(each);
      case JobEvent each -> jobs.of(each, record);
      case MessageEvent each -> messages.of(each);
      case MessageSubscriptionEvent each -> messages.of(each);
      case ProcessSubscriptionEvent each -> messages.of(each);
      case StartSubscriptionEvent each -> messages.of(each);
      case DeploymentEvent each -> deployments.of(each, record);
      case VariableEvent.DocumentUpdated(var scope, var document, var local) ->
          VariableValues.document(scope, document, local);
      case IncidentEvent each -> incident(each.incident());
      case TimerEvent each -> timer(each.timer());
      case VariableEvent.Created _,
          VariableEvent.Updated _,
          ChannelEvent _,
          ContinuationEvent _,
          IdempotencyEvent _,
          ExporterEvent _ ->
          throw notPublic(event);
    };
  }

  private RecordValue incident(Incident incident) {
    var at = incident.element();
    var path = names.path(at, incident.elementKey());
    return new IncidentValue(
        incident.type().name(),
        incident.message(),
        names.processId(at.definitionKey()),
        at.definitionKey(),
        at.instanceKey(),
        names.elementId(at),
        incident.elementKey(),
        incident.jobKey(),
        incident.scopeKey(),
        path.isEmpty() ? List.of() : List.of(path),
        List.of(at.definitionKey()),
        List.of(),
        DEFAULT_TENANT);
  }

  /// A command names the incident by the record's key only.
  private static RecordValue anyIncident() {
    return new IncidentValue(
        "UNKNOWN",
        NO_NAME,
        NO_NAME,
        NO_KEY,
        NO_KEY,
        NO_NAME,
        NO_KEY,
        NO_KEY,
        NO_KEY,
        List.of(),
        List.of(),
        List.of(),
        DEFAULT_TENANT);
  }

  private RecordValue timer(Timer timer) {
    var at = timer.element();
    return new TimerValue(
        timer.elementKey(),
        at.instanceKey(),
        timer.due().toEpochMilli(),
        names.elementId(at.definitionKey(), timer.target()),
        timer.repetitions(),
        at.definitionKey(),
        DEFAULT_TENANT);
  }
}
