package io.orrery.engine.state;

import io.orrery.protocol.Document;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import org.jspecify.annotations.Nullable;

/// What element instances go on with as soon as they can; at most one thing each.
public final class TriggerTable {

  private final Table<Long, StoredTrigger> triggers;

  TriggerTable(Store store) {
    triggers = store.table(Specs.point(TableId.TRIGGERS, KeyCodec.LONG, StoredTrigger.class));
  }

  public @Nullable StoredTrigger find(long elementKey) {
    return triggers.get(elementKey);
  }

  void put(long elementKey, int target, Document variables) {
    triggers.put(elementKey, new StoredTrigger(target, variables));
  }

  void delete(long elementKey) {
    triggers.deleteIfPresent(elementKey);
  }
}
