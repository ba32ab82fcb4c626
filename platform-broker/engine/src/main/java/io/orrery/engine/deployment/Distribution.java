package io.orrery.engine.deployment;

import io.orrery.engine.state.DefinitionTable;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Brings deployments from partition 1 to all others. Who deployed is answered when every partition
/// has them.
public final class Distribution {

  /// The partition to which deployments go first.
  public static final int HOME = 1;

  /// How many callers may wait at a time; more are answered at once.
  static final int MAX_WAITING = 10_000;

  private final DefinitionTable table;
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();

  private record Waiting(long request, Response response) {}

  public Distribution(DefinitionTable table) {
    this.table = table;
  }

  /// Forgets who waits.
  public void clear() {
    waiting.clear();
  }

  void begin(long deploymentKey, List<DeployedProcess> processes, List<Integer> others, Turn turn) {
    var response = DeployResources.deployed(deploymentKey, processes);
    if (others.isEmpty()) {
      turn.emit(deploymentKey, new DeploymentEvent.FullyDistributed(deploymentKey));
      turn.reply(response);
      return;
    }
    for (var partition : others) {
      turn.send(partition, new DeploymentCommand.Distribute(deploymentKey, processes));
    }
    if (turn.request() != 0 && waiting.size() < MAX_WAITING) {
      waiting.put(deploymentKey, new Waiting(turn.request(), response));
      turn.onRollback(() -> waiting.remove(deploymentKey));
    } else {
      turn.reply(response);
    }
  }

  void arrived(DeploymentCommand.Acknowledge command, Turn turn) {
    var key = command.deploymentKey();
    var pending = table.pending(key);
    if (pending == null || !pending.partitions().contains(command.partition())) {
      return;
    }
    turn.emit(key, new DeploymentEvent.Distributed(command.partition()));
    if (pending.partitions().size() == 1) {
      turn.emit(key, new DeploymentEvent.FullyDistributed(key));
      var caller = waiting.remove(key);
      if (caller != null) {
        turn.onRollback(() -> waiting.put(key, caller));
        turn.reply(caller.request(), caller.response());
      }
    }
  }
}
