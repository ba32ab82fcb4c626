package io.orrery.engine.state;

import io.orrery.protocol.Command;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The instances that rest after a failure of ours.
public final class QuarantineTable {

  private final Table<Long, Quarantined> instances;

  QuarantineTable(Store store) {
    instances = store.table(Specs.point(TableId.QUARANTINE, KeyCodec.LONG, Quarantined.class));
  }

  public boolean isEmpty() {
    return instances.isEmpty();
  }

  public boolean contains(long instanceKey) {
    return !instances.isEmpty() && instances.contains(instanceKey);
  }

  public @Nullable Quarantined find(long instanceKey) {
    return instances.isEmpty() ? null : instances.get(instanceKey);
  }

  void add(long instanceKey, String reason, Command command) {
    var before = find(instanceKey);
    var commands = new ArrayList<Command>(before == null ? List.of() : before.commands());
    commands.add(command);
    instances.put(instanceKey, new Quarantined(reason, commands));
  }

  void delete(long instanceKey) {
    instances.deleteIfPresent(instanceKey);
  }
}
