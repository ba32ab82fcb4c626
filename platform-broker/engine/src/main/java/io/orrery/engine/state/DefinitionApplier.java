package io.orrery.engine.state;

import io.orrery.protocol.DeploymentEvent;

/// Turns deployment events into changes of the definition table.
final class DefinitionApplier {

  private final DefinitionTable definitions;

  DefinitionApplier(DefinitionTable definitions) {
    this.definitions = definitions;
  }

  void apply(long key, DeploymentEvent event) {
    switch (event) {
      case DeploymentEvent.ProcessCreated(var process) -> definitions.insert(process);
      case DeploymentEvent.Created(var keys, var pending) -> {
        if (!pending.isEmpty()) {
          definitions.await(key, pending, keys);
        }
      }
      case DeploymentEvent.Distributed(var partition) -> definitions.arrived(key, partition);
      case DeploymentEvent.FullyDistributed _ -> definitions.complete(key);
    }
  }
}
