package io.orrery.engine.state;

import io.orrery.protocol.Command;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the partition has put off for itself, in the order in which it will be done.
public final class ContinuationTable {

  private final Table<Long, Command> continuations;

  ContinuationTable(Store store) {
    continuations = store.table(Specs.commands(TableId.CONTINUATIONS, KeyCodec.LONG));
  }

  /// The oldest continuation, or null.
  public Map.@Nullable Entry<Long, Command> first() {
    return continuations.isEmpty() ? null : continuations.first();
  }

  void insert(long key, Command command) {
    continuations.insertNew(key, command);
  }

  void delete(long key) {
    continuations.delete(key);
  }
}
