package io.orrery.transport.stream;

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
import io.orrery.protocol.codec.CorruptDataException;

/// The commands that may come from a gateway; the others are the engine's own.
final class Permitted {

  private Permitted() {}

  /// @throws CorruptDataException if no gateway sends such a command
  static void check(Command command) {
    if (!isPermitted(command)) {
      throw new CorruptDataException(command.getClass().getName() + " is not for gateways to send");
    }
  }

  private static boolean isPermitted(Command command) {
    return switch (command) {
      case DeploymentCommand.Create _,
          InstanceCommand.Create _,
          InstanceCommand.Cancel _,
          JobCommand.Activate _,
          JobCommand.Complete _,
          JobCommand.Fail _,
          JobCommand.ThrowError _,
          JobCommand.UpdateRetries _,
          JobCommand.UpdateTimeout _,
          JobCommand.Yield _,
          VariableCommand.Set _,
          IncidentCommand.Resolve _,
          MessageCommand.Publish _ ->
          true;
      case DeploymentCommand.Distribute _,
          DeploymentCommand.Acknowledge _,
          InstanceCommand.Continue _,
          JobCommand.TimeOut _,
          JobCommand.RecurAfterBackOff _,
          MessageCommand.Expire _,
          SubscriptionCommand _,
          TimerCommand _,
          ChannelCommand _,
          IdempotencyCommand _,
          ExporterCommand _ ->
          false;
    };
  }
}
