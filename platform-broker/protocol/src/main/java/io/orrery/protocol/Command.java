package io.orrery.protocol;

import org.jspecify.annotations.Nullable;

/// What somebody wants of a partition. A command is decided in one turn: it ends in events or in
/// one rejection.
public sealed interface Command extends Content
    permits DeploymentCommand,
        InstanceCommand,
        JobCommand,
        VariableCommand,
        IncidentCommand,
        MessageCommand,
        SubscriptionCommand,
        TimerCommand,
        ChannelCommand,
        IdempotencyCommand,
        ExporterCommand {

  /// The key of the entity that the command is about, 0 where there is none yet.
  default long target() {
    return 0;
  }

  /// A number that the caller gave the command, to be found on all records of its turn; null if
  /// none.
  default @Nullable Long operationReference() {
    return null;
  }
}
