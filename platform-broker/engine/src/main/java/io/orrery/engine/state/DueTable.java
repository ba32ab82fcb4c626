package io.orrery.engine.state;

import io.orrery.store.Store;
import io.orrery.store.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything that is to be done at a time, earliest first.
public final class DueTable {

  private final Table<DueKey, Boolean> due;

  DueTable(Store store) {
    due = store.table(Specs.set(TableId.DUE, KeyCodecs.DUE));
  }

  /// The earliest thing, or null if there is none.
  public @Nullable DueKey first() {
    var entry = due.first();
    return entry == null ? null : entry.getKey();
  }

  void add(Instant at, Due kind, long key) {
    due.put(new DueKey(at.toEpochMilli(), kind, key, ""), true);
  }

  void add(Instant at, Due kind, String text) {
    due.put(new DueKey(at.toEpochMilli(), kind, 0, text), true);
  }

  void remove(@Nullable Instant at, Due kind, long key) {
    if (at != null) {
      due.deleteIfPresent(new DueKey(at.toEpochMilli(), kind, key, ""));
    }
  }

  void remove(Instant at, Due kind, String text) {
    due.deleteIfPresent(new DueKey(at.toEpochMilli(), kind, 0, text));
  }
}
