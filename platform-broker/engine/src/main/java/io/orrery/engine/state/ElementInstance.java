package io.orrery.engine.state;

import io.orrery.protocol.ElementValue;

/// An element of a process that is being executed: the process itself, a task, an event.
///
/// @param key the element instance's key; that of the process is the process instance's
/// @param value where it belongs
/// @param state how far it has come
/// @param children how many element instances are directly inside of it
/// @param flows how many tokens inside of it are on a sequence flow
/// @param jobKey the job it waits for, 0 if none
public record ElementInstance(
    long key, ElementValue value, ElementState state, int children, int flows, long jobKey) {

  public ElementInstance {
    if (children < 0 || flows < 0) {
      throw new IllegalStateException(
          "element instance " + key + " has " + children + " children and " + flows + " flows");
    }
  }

  /// Whether nothing moves inside of it any more.
  public boolean isEmpty() {
    return children == 0 && flows == 0;
  }

  public boolean isProcess() {
    return value.scopeKey() < 0;
  }

  ElementInstance in(ElementState next) {
    return new ElementInstance(key, value, next, children, flows, jobKey);
  }

  ElementInstance withChildren(int more) {
    return new ElementInstance(key, value, state, children + more, flows, jobKey);
  }

  ElementInstance withFlows(int more) {
    return new ElementInstance(key, value, state, children, flows + more, jobKey);
  }

  ElementInstance withJob(long job) {
    return new ElementInstance(key, value, state, children, flows, job);
  }
}
