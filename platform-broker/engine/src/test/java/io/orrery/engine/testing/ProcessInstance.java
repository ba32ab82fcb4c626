package io.orrery.engine.testing;

import java.util.List;
import java.util.Map;

/// One process instance, and what the log tells of it.
public final class ProcessInstance {

  private final long key;
  private final History history;

  ProcessInstance(long key, History history) {
    this.key = key;
    this.history = history;
  }

  public long key() {
    return key;
  }

  /// What happened to its elements, such as `pay ACTIVATED`, in order.
  public List<String> life() {
    return history.life(key);
  }

  Map<Long, String> open() {
    return history.open(key);
  }

  Map<String, String> variables() {
    return history.variables(key);
  }

  /// The key of the newest element instance with an id.
  public long keyOf(String elementId) {
    return history.keysOf(key, elementId).getLast();
  }

  /// The variables ever written in the scope of the newest element instance with an id.
  public Map<String, String> variablesOf(String elementId) {
    return history.variables(keyOf(elementId));
  }

  @Override
  public String toString() {
    return "instance " + key;
  }
}
