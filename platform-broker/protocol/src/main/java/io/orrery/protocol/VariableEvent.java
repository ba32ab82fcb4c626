package io.orrery.protocol;

import java.util.List;

/// What can happen to the variables of a scope. One event speaks of several variables; in the
/// public stream each of them is a record of its own, in the order of the document.
public sealed interface VariableEvent extends Event {

  /// Variables that the scope did not have. The record's key is that of the first one, the others'
  /// follow it.
  record Created(long scopeKey, long instanceKey, long definitionKey, Document variables)
      implements VariableEvent {
    @Override
    public int width() {
      return Math.max(1, variables.count());
    }
  }

  /// New values for variables that the scope has.
  ///
  /// @param keys the keys of the variables, in the order of the document
  record Updated(
      long scopeKey, long instanceKey, long definitionKey, Document variables, List<Long> keys)
      implements VariableEvent {
    @Override
    public int width() {
      return Math.max(1, keys.size());
    }
  }

  /// A request to write variables was carried out. The record's key is that of the request.
  record DocumentUpdated(long scopeKey, Document variables, boolean local)
      implements VariableEvent {}
}
