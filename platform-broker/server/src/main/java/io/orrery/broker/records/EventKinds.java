package io.orrery.broker.records;

import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.ContinuationEvent;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.Event;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.IdempotencyEvent;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.StartSubscriptionEvent;
import io.orrery.protocol.TimerEvent;
import io.orrery.protocol.TriggerEvent;
import io.orrery.protocol.VariableEvent;
import org.jspecify.annotations.Nullable;

/// What each event is in the public stream; null for our own bookkeeping.
final class EventKinds {

  private EventKinds() {}

  static @Nullable Kind of(Event event) {
    return switch (event) {
      case ElementEvent each -> of(each);
      case JobEvent each -> of(each);
      case VariableEvent each -> of(each);
      case TriggerEvent.Triggering _ -> Kind.EVENT_TRIGGERING;
      case TriggerEvent.Triggered _ -> Kind.EVENT_TRIGGERED;
      case InstanceEvent each -> of(each);
      case IncidentEvent.Raised _ -> Kind.INCIDENT_CREATED;
      case IncidentEvent.Resolved _ -> Kind.INCIDENT_RESOLVED;
      case TimerEvent each -> of(each);
      case MessageEvent.Published _ -> Kind.MESSAGE_PUBLISHED;
      case MessageEvent.Expired _ -> Kind.MESSAGE_EXPIRED;
      case MessageSubscriptionEvent each -> of(each);
      case ProcessSubscriptionEvent each -> of(each);
      case StartSubscriptionEvent each -> of(each);
      case DeploymentEvent each -> of(each);
      case ChannelEvent _, ContinuationEvent _, IdempotencyEvent _, ExporterEvent _ -> null;
    };
  }

  private static Kind of(ElementEvent event) {
    return switch (event) {
      case ElementEvent.Activating _ -> Kind.ELEMENT_ACTIVATING;
      case ElementEvent.Activated _ -> Kind.ELEMENT_ACTIVATED;
      case ElementEvent.Completing _ -> Kind.ELEMENT_COMPLETING;
      case ElementEvent.Completed _ -> Kind.ELEMENT_COMPLETED;
      case ElementEvent.Terminating _ -> Kind.ELEMENT_TERMINATING;
      case ElementEvent.Terminated _ -> Kind.ELEMENT_TERMINATED;
      case ElementEvent.FlowTaken _ -> Kind.SEQUENCE_FLOW_TAKEN;
    };
  }

  private static Kind of(JobEvent event) {
    return switch (event) {
      case JobEvent.Created _ -> Kind.JOB_CREATED;
      case JobEvent.BatchActivated _ -> Kind.JOB_BATCH_ACTIVATED;
      case JobEvent.Completed _ -> Kind.JOB_COMPLETED;
      case JobEvent.Failed _ -> Kind.JOB_FAILED;
      case JobEvent.ErrorThrown _ -> Kind.JOB_ERROR_THROWN;
      case JobEvent.TimedOut _ -> Kind.JOB_TIMED_OUT;
      case JobEvent.RecurredAfterBackOff _ -> Kind.JOB_RECURRED;
      case JobEvent.Canceled _ -> Kind.JOB_CANCELED;
      case JobEvent.RetriesUpdated _ -> Kind.JOB_RETRIES_UPDATED;
      case JobEvent.TimeoutUpdated _ -> Kind.JOB_TIMEOUT_UPDATED;
      case JobEvent.Yielded _ -> Kind.JOB_YIELDED;
    };
  }

  private static Kind of(VariableEvent event) {
    return switch (event) {
      case VariableEvent.Created _ -> Kind.VARIABLE_CREATED;
      case VariableEvent.Updated _ -> Kind.VARIABLE_UPDATED;
      case VariableEvent.DocumentUpdated _ -> Kind.VARIABLE_DOCUMENT_UPDATED;
    };
  }

  private static @Nullable Kind of(InstanceEvent event) {
    return switch (event) {
      case InstanceEvent.Created _ -> Kind.CREATION_CREATED;
      case InstanceEvent.ResultCompleted _ -> Kind.RESULT_COMPLETED;
      case InstanceEvent.Quarantined _ -> Kind.ERROR_CREATED;
      case InstanceEvent.Released _ -> null;
    };
  }

  private static Kind of(TimerEvent event) {
    return switch (event) {
      case TimerEvent.Created _ -> Kind.TIMER_CREATED;
      case TimerEvent.Triggered _ -> Kind.TIMER_TRIGGERED;
      case TimerEvent.Canceled _ -> Kind.TIMER_CANCELED;
    };
  }

  private static Kind of(MessageSubscriptionEvent event) {
    return switch (event) {
      case MessageSubscriptionEvent.Created _ -> Kind.SUBSCRIPTION_CREATED;
      case MessageSubscriptionEvent.Correlating _ -> Kind.SUBSCRIPTION_CORRELATING;
      case MessageSubscriptionEvent.Correlated _ -> Kind.SUBSCRIPTION_CORRELATED;
      case MessageSubscriptionEvent.Rejected _ -> Kind.SUBSCRIPTION_REJECTED;
      case MessageSubscriptionEvent.Deleted _ -> Kind.SUBSCRIPTION_DELETED;
    };
  }

  private static Kind of(ProcessSubscriptionEvent event) {
    return switch (event) {
      case ProcessSubscriptionEvent.Creating _ -> Kind.PROCESS_SUBSCRIPTION_CREATING;
      case ProcessSubscriptionEvent.Created _ -> Kind.PROCESS_SUBSCRIPTION_CREATED;
      case ProcessSubscriptionEvent.Correlated _ -> Kind.PROCESS_SUBSCRIPTION_CORRELATED;
      case ProcessSubscriptionEvent.Deleting _ -> Kind.PROCESS_SUBSCRIPTION_DELETING;
      case ProcessSubscriptionEvent.Deleted _ -> Kind.PROCESS_SUBSCRIPTION_DELETED;
    };
  }

  private static Kind of(StartSubscriptionEvent event) {
    return switch (event) {
      case StartSubscriptionEvent.Created _ -> Kind.START_SUBSCRIPTION_CREATED;
      case StartSubscriptionEvent.Correlated _ -> Kind.START_SUBSCRIPTION_CORRELATED;
      case StartSubscriptionEvent.Deleted _ -> Kind.START_SUBSCRIPTION_DELETED;
    };
  }

  private static Kind of(DeploymentEvent event) {
    return switch (event) {
      case DeploymentEvent.Created _ -> Kind.DEPLOYMENT_CREATED;
      case DeploymentEvent.ProcessCreated _ -> Kind.PROCESS_CREATED;
      case DeploymentEvent.Distributed _ -> Kind.DISTRIBUTION_COMPLETED;
      case DeploymentEvent.FullyDistributed _ -> Kind.DEPLOYMENT_FULLY_DISTRIBUTED;
    };
  }
}
