package io.orrery.engine.definition;

import io.orrery.bpmn.Deployments;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.engine.state.DefinitionTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The definitions by key. A model is read from its resource when it is first needed and kept for
/// as long as it is used more than others.
public final class Definitions {

  /// How many models are kept.
  static final int MAX_KEPT = 1_000;

  private final DefinitionTable table;
  private final Deployments deployments;
  private final Map<Long, Definition> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Definition> eldest) {
          return size() > MAX_KEPT;
        }
      };

  public Definitions(DefinitionTable table, Deployments deployments) {
    this.table = table;
    this.deployments = deployments;
  }

  /// The definition with this key, or null if there is none.
  public @Nullable Definition find(long key) {
    var known = kept.get(key);
    if (known != null) {
      return known;
    }
    var deployed = table.find(key);
    if (deployed == null) {
      return null;
    }
    return keep(
        new Definition(
            key,
            deployed.processId(),
            deployed.version(),
            deployments.readProcess(deployed.resource().bytes(), deployed.processId())));
  }

  /// @throws IllegalStateException if there is no such definition
  public Definition get(long key) {
    var definition = find(key);
    if (definition == null) {
      throw new IllegalStateException("no definition " + key);
    }
    return definition;
  }

  /// An element of a definition.
  public Element element(long definitionKey, int index) {
    return get(definitionKey).process().element(index);
  }

  /// Forgets all models: those of a leader whose last turns were never committed may have keys that
  /// belong to others now.
  public void clear() {
    kept.clear();
  }

  /// Keeps a model that was just read.
  public void put(long key, String processId, int version, ExecutableProcess process) {
    keep(new Definition(key, processId, version, process));
  }

  private Definition keep(Definition definition) {
    kept.put(definition.key(), definition);
    return definition;
  }
}
