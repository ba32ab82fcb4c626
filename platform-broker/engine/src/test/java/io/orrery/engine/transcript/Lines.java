package io.orrery.engine.transcript;

import io.orrery.bpmn.model.Element;
import io.orrery.engine.testing.History;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.Event;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.StartSubscriptionEvent;
import io.orrery.protocol.TimerEvent;
import io.orrery.protocol.TriggerEvent;
import io.orrery.protocol.VariableEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records as lines of a transcript: keys are numbered in the order in which they appear, what
/// happens to the same thing in a row stands in one line.
final class Lines {

  private final Map<Long, Integer> numbers = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private @Nullable String open;

  /// A line of its own.
  void say(String line) {
    lines.add(line);
    open = null;
  }

  List<String> all() {
    return lines;
  }

  void add(LogRecord record, History history, String prefix) {
    if (record.content() instanceof Rejection(var type, var reason)) {
      say(prefix + "   refused " + type + ": " + masked(reason));
    } else if (record.content() instanceof Event event) {
      var subject = subject(record.key(), event, history);
      if (subject != null) {
        happened(prefix + subject, what(event, record.timestamp()));
      }
    }
  }

  private void happened(String subject, String what) {
    if (subject.equals(open)) {
      lines.set(lines.size() - 1, lines.getLast() + " · " + what);
    } else {
      lines.add("%-24s %s".formatted(subject, what));
    }
    open = subject;
  }

  private String number(long key) {
    return "#" + numbers.computeIfAbsent(key, _ -> numbers.size() + 1);
  }

  private String masked(String text) {
    var result = text;
    for (var each : numbers.entrySet()) {
      result = result.replace(String.valueOf(each.getKey()), "#" + each.getValue());
    }
    return result;
  }

  private @Nullable String subject(long key, Event event, History history) {
    return switch (event) {
      case ElementEvent.FlowTaken taken -> flow(taken.value(), history);
      case ElementEvent each -> number(key) + " " + history.idOf(each.value());
      case JobEvent.BatchActivated batch ->
          String.join(" ", batch.jobs().stream().map(it -> number(it.jobKey())).toList()) + " job";
      case JobEvent _ -> number(key) + " job";
      case VariableEvent.Created created -> number(created.scopeKey()) + " variables";
      case VariableEvent.Updated updated -> number(updated.scopeKey()) + " variables";
      case TimerEvent timer ->
          number(key) + " " + idOf(timer.timer().element(), timer.timer().target(), history);
      case IncidentEvent _ -> number(key) + " incident";
      case MessageEvent _ -> number(key) + " message";
      case MessageSubscriptionEvent _ -> number(key) + " message subscription";
      case ProcessSubscriptionEvent _ -> number(key) + " process subscription";
      case StartSubscriptionEvent _ -> number(key) + " start subscription";
      case TriggerEvent each -> "   event";
      case InstanceEvent _ -> "   instance";
      case DeploymentEvent.ProcessCreated created -> "   process " + created.process().processId();
      default -> null;
    };
  }

  private String flow(ElementValue value, History history) {
    var flow = (Element.SequenceFlow) history.element(value.definitionKey(), value.element());
    return "   %s → %s"
        .formatted(
            history.element(value.definitionKey(), flow.source()).id(),
            history.element(value.definitionKey(), flow.target()).id());
  }

  private static String idOf(ElementValue at, int target, History history) {
    return history.element(at.definitionKey(), target).id() + " timer";
  }

  private String what(Event event, long timestamp) {
    return switch (event) {
      case ElementEvent.FlowTaken _ -> "TAKEN";
      case JobEvent.Created(var job) -> "CREATED type=" + job.type() + " retries=" + job.retries();
      case JobEvent.BatchActivated batch -> "ACTIVATED by " + batch.worker();
      case JobEvent.Completed(_, var variables) -> "COMPLETED" + shown(variables);
      case JobEvent.Failed(var job, _, var variables) ->
          "FAILED retries=" + job.retries() + shown(variables);
      case JobEvent.ErrorThrown thrown -> "ERROR_THROWN " + thrown.errorCode();
      case VariableEvent.Created created -> "CREATED" + shown(created.variables());
      case VariableEvent.Updated updated -> "UPDATED" + shown(updated.variables());
      case TimerEvent.Created(var timer) -> "CREATED " + span(timer.due(), timestamp);
      case IncidentEvent.Raised(var incident) ->
          "RAISED " + incident.type() + ": " + masked(incident.message());
      case MessageEvent.Published(var message) ->
          "PUBLISHED " + message.name() + " " + message.correlationKey();
      case MessageSubscriptionEvent.Created(var subscription) ->
          "CREATED " + subscription.name() + " " + subscription.correlationKey();
      case ProcessSubscriptionEvent.Creating(var subscription) ->
          "CREATING " + subscription.name() + " " + subscription.correlationKey();
      case TriggerEvent.Triggering triggering ->
          "TRIGGERING in " + number(triggering.scopeKey()) + shown(triggering.variables());
      case TriggerEvent.Triggered triggered -> "TRIGGERED in " + number(triggered.scopeKey());
      case InstanceEvent.Created created -> "CREATED " + number(created.instanceKey());
      case InstanceEvent.ResultCompleted result -> "RESULT" + shown(result.variables());
      case DeploymentEvent.ProcessCreated created -> "CREATED v" + created.process().version();
      default -> History.name(event);
    };
  }

  private static String shown(Document document) {
    return document.isEmpty() ? "" : " " + document;
  }

  private static String span(Instant due, long timestamp) {
    return "in " + Duration.ofMillis(due.toEpochMilli() - timestamp);
  }
}
