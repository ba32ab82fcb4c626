package io.orrery.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can happen to a process instance as a whole.
public sealed interface InstanceEvent extends Event {

  /// An instance was created. The record's key is its own; the instance's is in the value.
  record Created(
      String processId,
      int version,
      long definitionKey,
      long instanceKey,
      Document variables,
      List<String> startElements,
      @Nullable Long operationReference)
      implements InstanceEvent {}

  /// An instance whose end somebody awaits has ended.
  record ResultCompleted(
      String processId, int version, long definitionKey, long instanceKey, Document variables)
      implements InstanceEvent {}

  /// Our own failure stopped the processing of a command; the instance rests until it is resumed.
  ///
  /// @param command what was being processed, to be tried again after the release
  /// @param trace where it failed, at most 2 000 characters
  record Quarantined(long instanceKey, Command command, String reason, String trace)
      implements InstanceEvent {}

  /// A quarantined instance may go on.
  record Released(long instanceKey) implements InstanceEvent {}
}
