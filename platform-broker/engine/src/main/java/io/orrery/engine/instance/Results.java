package io.orrery.engine.instance;

import io.orrery.engine.turn.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits for the end of which instance. Known to the leader only: a caller gets no answer from
/// the next one.
public final class Results {

  /// How many callers may wait at a time.
  public static final int MAX_WAITING = 100_000;

  /// @param request the caller's number
  /// @param fetch the variables it wants, all if empty
  /// @param idempotencyKey under which the result is remembered, null if it is not
  /// @param fingerprint a hash of the request
  public record Waiting(
      long request, List<String> fetch, @Nullable String idempotencyKey, long fingerprint) {}

  private final Map<Long, List<Waiting>> waiting = new HashMap<>();
  private int count;

  public void clear() {
    waiting.clear();
    count = 0;
  }

  public boolean isFull() {
    return count >= MAX_WAITING;
  }

  void add(long instanceKey, Waiting caller, Turn turn) {
    waiting.computeIfAbsent(instanceKey, _ -> new ArrayList<>(1)).add(caller);
    count++;
    turn.onRollback(() -> remove(instanceKey, caller));
  }

  private void remove(long instanceKey, Waiting caller) {
    var callers = waiting.get(instanceKey);
    if (callers != null && callers.remove(caller)) {
      count--;
      if (callers.isEmpty()) {
        waiting.remove(instanceKey);
      }
    }
  }

  public boolean isAwaited(long instanceKey) {
    return !waiting.isEmpty() && waiting.containsKey(instanceKey);
  }

  /// Takes out who waits for an instance.
  public List<Waiting> take(long instanceKey, Turn turn) {
    var callers = waiting.remove(instanceKey);
    if (callers == null) {
      return List.of();
    }
    count -= callers.size();
    turn.onRollback(() -> {
      waiting.put(instanceKey, callers);
      count += callers.size();
    });
    return callers;
  }
}
