package io.orrery.engine.instance;

import io.orrery.engine.turn.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who waits for the end of which instance. Known to the leader only: a caller gets no answer from
/// the next one.
public final class Results {

  /// How many callers may wait at a time.
  public static final int MAX_WAITING = 100_000;

  /// How many results are remembered for callers who gave up and may ask again.
  static final int MAX_ABSENT = 100_000;

  /// @param request the caller's number, 0 if it gave up and may ask again
  /// @param fetch the variables it wants, all if empty
  /// @param idempotencyKey under which the result is remembered, null if it is not
  /// @param fingerprint a hash of the request
  public record Waiting(
      long request, List<String> fetch, @Nullable String idempotencyKey, long fingerprint) {

    /// Whether nobody waits: the result is remembered only.
    public boolean isAbsent() {
      return request == 0;
    }

    private Waiting absent() {
      return new Waiting(0, fetch, idempotencyKey, fingerprint);
    }
  }

  private final Map<Long, List<Waiting>> waiting = new HashMap<>();
  private final Map<Long, Long> instances = new HashMap<>();
  private int absent;

  public void clear() {
    waiting.clear();
    instances.clear();
    absent = 0;
  }

  public boolean isFull() {
    return instances.size() >= MAX_WAITING;
  }

  void add(long instanceKey, Waiting caller, Turn turn) {
    put(instanceKey, caller);
    turn.onRollback(() -> remove(instanceKey, caller));
  }

  private void put(long instanceKey, Waiting caller) {
    waiting.computeIfAbsent(instanceKey, _ -> new ArrayList<>(1)).add(caller);
    if (caller.isAbsent()) {
      absent++;
    } else {
      instances.put(caller.request(), instanceKey);
    }
  }

  private void remove(long instanceKey, Waiting caller) {
    var callers = waiting.get(instanceKey);
    if (callers != null && callers.remove(caller)) {
      forgetOne(caller);
      if (callers.isEmpty()) {
        waiting.remove(instanceKey);
      }
    }
  }

  private void forgetOne(Waiting caller) {
    if (caller.isAbsent()) {
      absent--;
    } else {
      instances.remove(caller.request());
    }
  }

  /// Forgets a caller that gave up. If it may ask again the result is remembered nevertheless.
  public void forget(long request) {
    var instanceKey = instances.get(request);
    if (instanceKey == null) {
      return;
    }
    var callers = waiting.getOrDefault(instanceKey, List.of());
    for (var each : List.copyOf(callers)) {
      if (each.request() == request) {
        remove(instanceKey, each);
        if (isWorthKeeping(each, callers)) {
          put(instanceKey, each.absent());
        }
      }
    }
  }

  private boolean isWorthKeeping(Waiting caller, List<Waiting> others) {
    return caller.idempotencyKey() != null
        && absent < MAX_ABSENT
        && others.stream()
            .noneMatch(it -> Objects.equals(it.idempotencyKey(), caller.idempotencyKey()));
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
    callers.forEach(this::forgetOne);
    turn.onRollback(() -> callers.forEach(each -> put(instanceKey, each)));
    return callers;
  }
}
