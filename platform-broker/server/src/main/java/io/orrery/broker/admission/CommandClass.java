package io.orrery.broker.admission;

import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.VariableCommand;

/// How a command is treated when there is too much to do.
public enum CommandClass {
  /// Begins new work: refused first.
  CREATE,
  /// Brings begun work to its end: refused only when there is no room at all.
  WORK,
  /// Comes from a partition itself: never refused.
  INTERNAL;

  public static CommandClass of(Command command) {
    return switch (command) {
      case InstanceCommand.Create _, MessageCommand.Publish _, DeploymentCommand.Create _ -> CREATE;
      case JobCommand.Activate _,
          JobCommand.Complete _,
          JobCommand.Fail _,
          JobCommand.ThrowError _,
          JobCommand.UpdateRetries _,
          JobCommand.UpdateTimeout _,
          InstanceCommand.Cancel _,
          VariableCommand _,
          IncidentCommand _ ->
          WORK;
      case JobCommand.TimeOut _,
          JobCommand.RecurAfterBackOff _,
          JobCommand.Yield _,
          InstanceCommand.Continue _,
          MessageCommand.Expire _,
          DeploymentCommand.Distribute _,
          DeploymentCommand.Acknowledge _,
          SubscriptionCommand _,
          TimerCommand _,
          ChannelCommand _,
          IdempotencyCommand _,
          ExporterCommand _ ->
          INTERNAL;
    };
  }
}
