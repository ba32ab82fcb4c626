package io.orrery.gateway.call;

import io.grpc.Status;
import io.orrery.gateway.message.RefusedException;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.VariableCommand;
import io.orrery.transport.Brokers;
import java.util.concurrent.atomic.AtomicInteger;

/// Which partition a command is for.
public final class Routing {

  /// The partition that decides about definitions.
  private static final int DEPLOYMENTS = 1;

  private final Brokers brokers;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile int partitions;

  public Routing(Brokers brokers) {
    this.brokers = brokers;
    refresh();
  }

  /// Looks again how many partitions there are.
  public void refresh() {
    partitions = brokers.topology().partitions();
  }

  /// How many partitions there are.
  ///
  /// @throws RefusedException if no broker is known yet
  public int partitions() throws RefusedException {
    var known = partitions;
    if (known == 0) {
      refresh();
      known = partitions;
    }
    if (known == 0) {
      throw new RefusedException(
          Status.UNAVAILABLE.withDescription("The gateway is not connected to a broker yet"));
    }
    return known;
  }

  /// The next partition in turn.
  public int next() throws RefusedException {
    return Math.floorMod(turn.getAndIncrement(), partitions()) + 1;
  }

  /// Whether any partition will do.
  boolean isFree(Command command) {
    return command instanceof InstanceCommand.Create create && create.idempotencyKey() == null;
  }

  /// The partition that must carry out the command.
  ///
  /// @throws RefusedException if there is no such partition, or none at all
  int partitionOf(Command command) throws RefusedException {
    return switch (command) {
      case InstanceCommand.Create create -> {
        var key = create.idempotencyKey();
        yield key == null ? next() : Keys.homeOf(key, partitions());
      }
      case MessageCommand.Publish publish -> Keys.homeOf(publish.correlationKey(), partitions());
      case DeploymentCommand.Create _ -> {
        partitions();
        yield DEPLOYMENTS;
      }
      case InstanceCommand.Cancel _, JobCommand _, VariableCommand _, IncidentCommand _ ->
          ofKey(command);
      case DeploymentCommand.Distribute _,
          DeploymentCommand.Acknowledge _,
          InstanceCommand.Continue _,
          MessageCommand.Expire _,
          SubscriptionCommand _,
          TimerCommand _,
          ChannelCommand _,
          IdempotencyCommand _,
          ExporterCommand _ ->
          throw new IllegalArgumentException(command + " is no request");
    };
  }

  private int ofKey(Command command) throws RefusedException {
    var partition = Keys.partitionOf(command.target());
    var known = partitions();
    if (partition < 1 || partition > known) {
      throw new RefusedException(
          Status.NOT_FOUND.withDescription(
              Failures.rejection(
                  command,
                  "NOT_FOUND",
                  "Expected a key of one of the %d partitions, but %d belongs to none of them"
                      .formatted(known, command.target()))));
    }
    return partition;
  }
}
