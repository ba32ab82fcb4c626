package io.orrery.readmodel.projection;

import io.orrery.readmodel.document.ProcessDefinition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What instances need to know of their definitions. Those that were used last are kept. One
/// thread.
final class Definitions {

  /// How many definitions are kept.
  static final int MAX_KEPT = 1_000;

  private final StoredDefinitions stored;
  private final Map<Long, Known> kept =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
          return size() > MAX_KEPT;
        }
      };

  Definitions(StoredDefinitions stored) {
    this.stored = stored;
  }

  /// Remembers a definition.
  void add(ProcessDefinition definition, ProcessModel model) {
    kept.put(
        definition.processDefinitionKey(),
        new Known(definition.name(), definition.versionTag(), model.elementNames()));
  }

  Known find(long key) {
    var known = kept.get(key);
    if (known == null) {
      known = stored.definition(key).map(Definitions::read).orElse(Known.NOTHING);
      kept.put(key, known);
    }
    return known;
  }

  private static Known read(StoredDefinitions.Stored stored) {
    var definition = stored.definition();
    var file = stored.xml().getBytes(StandardCharsets.UTF_8);
    var model = ProcessModel.of(file, definition.processDefinitionId());
    return new Known(definition.name(), definition.versionTag(), model.elementNames());
  }

  /// What is known of a definition.
  record Known(
      @Nullable String name, @Nullable String versionTag, Map<String, String> elementNames) {

    static final Known NOTHING = new Known(null, null, Map.of());
  }
}
