package io.orrery.engine.state;

import io.orrery.protocol.Incident;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The unresolved incidents, and which element instance each of them stops.
public final class IncidentTable {

  private final Table<Long, Incident> incidents;
  private final Table<Pair, Boolean> byElement;

  IncidentTable(Store store) {
    incidents = store.table(Specs.point(TableId.INCIDENTS, KeyCodec.LONG, Incident.class));
    byElement = store.table(Specs.set(TableId.INCIDENTS_BY_ELEMENT, KeyCodecs.PAIR));
  }

  public @Nullable Incident find(long key) {
    return incidents.get(key);
  }

  /// The keys of the incidents of an element instance.
  public List<Long> of(long elementKey) {
    var keys = new ArrayList<Long>();
    if (!byElement.isEmpty()) {
      byElement.scan(
          new Pair(elementKey, Long.MIN_VALUE),
          (pair, _) -> pair.first() == elementKey && keys.add(pair.second()));
    }
    return keys;
  }

  void insert(long key, Incident incident) {
    incidents.insertNew(key, incident);
    byElement.insertNew(new Pair(incident.elementKey(), key), true);
  }

  void delete(long key, Incident incident) {
    incidents.delete(key);
    byElement.delete(new Pair(incident.elementKey(), key));
  }
}
