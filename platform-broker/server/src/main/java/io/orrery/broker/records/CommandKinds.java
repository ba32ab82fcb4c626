package io.orrery.broker.records;

import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.VariableCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each command is in the public stream; null for our own bookkeeping.
final class CommandKinds {

  private CommandKinds() {}

  static @Nullable Kind of(Command command) {
    return switch (command) {
      case DeploymentCommand each -> of(each);
      case InstanceCommand each -> of(each);
      case JobCommand each -> of(each);
      case SubscriptionCommand each -> of(each);
      case MessageCommand.Publish _ -> Kind.MESSAGE_PUBLISH;
      case MessageCommand.Expire _ -> Kind.MESSAGE_EXPIRE;
      case VariableCommand.Set _ -> Kind.VARIABLE_DOCUMENT_UPDATE;
      case IncidentCommand.Resolve _ -> Kind.INCIDENT_RESOLVE;
      case TimerCommand.Trigger _ -> Kind.TIMER_TRIGGER;
      case ChannelCommand.Receive each -> of(each.command());
      case ChannelCommand.Acknowledge _, IdempotencyCommand _, ExporterCommand _ -> null;
    };
  }

  private static Kind of(DeploymentCommand command) {
    return switch (command) {
      case DeploymentCommand.Create _ -> Kind.DEPLOYMENT_CREATE;
      case DeploymentCommand.Distribute _ -> Kind.DEPLOYMENT_DISTRIBUTE;
      case DeploymentCommand.Acknowledge _ -> Kind.DISTRIBUTION_COMPLETE;
    };
  }

  private static @Nullable Kind of(InstanceCommand command) {
    return switch (command) {
      case InstanceCommand.Create each ->
          each.result() == null ? Kind.CREATION_CREATE : Kind.CREATION_CREATE_WITH_RESULT;
      case InstanceCommand.Cancel _ -> Kind.INSTANCE_CANCEL;
      case InstanceCommand.Continue(_, var steps, _) -> of(steps);
    };
  }

  /// Steps that were put off stand there as the first of them.
  private static @Nullable Kind of(List<Step> steps) {
    return steps.isEmpty()
        ? null
        : switch (steps.getFirst().kind()) {
          case ENTER, ACTIVATE, OPEN -> Kind.ACTIVATE_ELEMENT;
          case COMPLETE -> Kind.COMPLETE_ELEMENT;
          case TERMINATE -> Kind.TERMINATE_ELEMENT;
        };
  }

  private static Kind of(JobCommand command) {
    return switch (command) {
      case JobCommand.Activate _ -> Kind.JOB_BATCH_ACTIVATE;
      case JobCommand.Complete _ -> Kind.JOB_COMPLETE;
      case JobCommand.Fail _ -> Kind.JOB_FAIL;
      case JobCommand.ThrowError _ -> Kind.JOB_THROW_ERROR;
      case JobCommand.UpdateRetries _ -> Kind.JOB_UPDATE_RETRIES;
      case JobCommand.UpdateTimeout _ -> Kind.JOB_UPDATE_TIMEOUT;
      case JobCommand.TimeOut _ -> Kind.JOB_TIME_OUT;
      case JobCommand.RecurAfterBackOff _ -> Kind.JOB_RECUR;
      case JobCommand.Yield _ -> Kind.JOB_YIELD;
    };
  }

  private static Kind of(SubscriptionCommand command) {
    return switch (command) {
      case SubscriptionCommand.Open _ -> Kind.SUBSCRIPTION_CREATE;
      case SubscriptionCommand.Close _ -> Kind.SUBSCRIPTION_DELETE;
      case SubscriptionCommand.Correlated _ -> Kind.SUBSCRIPTION_CORRELATE;
      case SubscriptionCommand.Reject _ -> Kind.SUBSCRIPTION_REJECT;
      case SubscriptionCommand.Opened _ -> Kind.PROCESS_SUBSCRIPTION_CREATE;
      case SubscriptionCommand.Correlate _ -> Kind.PROCESS_SUBSCRIPTION_CORRELATE;
      case SubscriptionCommand.Closed _ -> Kind.PROCESS_SUBSCRIPTION_DELETE;
    };
  }
}
