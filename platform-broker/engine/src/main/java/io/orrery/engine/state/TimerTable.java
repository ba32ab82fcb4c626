package io.orrery.engine.state;

import io.orrery.protocol.Timer;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timers, and which element instance each of them is for.
public final class TimerTable {

  private final Table<Long, Timer> timers;
  private final Table<Pair, Boolean> byElement;

  TimerTable(Store store) {
    timers = store.table(Specs.point(TableId.TIMERS, KeyCodec.LONG, Timer.class));
    byElement = store.table(Specs.set(TableId.TIMERS_BY_ELEMENT, KeyCodecs.PAIR));
  }

  public @Nullable Timer find(long key) {
    return timers.get(key);
  }

  /// The keys of the timers that an element instance waits for; for start timers those of the
  /// definition with this key.
  public List<Long> of(long elementKey) {
    var keys = new ArrayList<Long>();
    if (!byElement.isEmpty()) {
      byElement.scan(
          new Pair(elementKey, Long.MIN_VALUE),
          (pair, _) -> pair.first() == elementKey && keys.add(pair.second()));
    }
    return keys;
  }

  void insert(long key, Timer timer) {
    timers.insertNew(key, timer);
    byElement.insertNew(new Pair(owner(timer), key), true);
  }

  void delete(long key, Timer timer) {
    timers.delete(key);
    byElement.delete(new Pair(owner(timer), key));
  }

  private static long owner(Timer timer) {
    return timer.elementKey() < 0 ? timer.element().definitionKey() : timer.elementKey();
  }
}
