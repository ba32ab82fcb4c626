package io.orrery.broker.records;

import io.orrery.bpmn.Deployments;
import io.orrery.protocol.DeployedProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Definitions that are read when they are first needed, and kept for as long as they are used more
/// than others. One thread.
public final class KnownDefinitions implements Definitions {

  /// How many models are kept.
  static final int MAX_KEPT = 200;

  private final LongFunction<@Nullable DeployedProcess> deployed;
  private final Deployments deployments;
  private final Map<Long, Definition> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Definition> eldest) {
          return size() > MAX_KEPT;
        }
      };

  /// @param deployed finds what was deployed by the definition's key; null if there is no such key
  /// @param deployments reads it; used by no other thread
  public KnownDefinitions(
      LongFunction<@Nullable DeployedProcess> deployed, Deployments deployments) {
    this.deployed = deployed;
    this.deployments = deployments;
  }

  @Override
  public @Nullable Definition find(long definitionKey) {
    var known = kept.get(definitionKey);
    if (known != null) {
      return known;
    }
    var process = deployed.apply(definitionKey);
    if (process == null) {
      return null;
    }
    var model = deployments.readProcess(process.resource().bytes(), process.processId());
    var definition = new Definition(process, model);
    kept.put(definitionKey, definition);
    return definition;
  }
}
