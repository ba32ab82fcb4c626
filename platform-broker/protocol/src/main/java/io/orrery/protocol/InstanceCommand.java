package io.orrery.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wanted of a process instance as a whole.
public sealed interface InstanceCommand extends Command {

  /// Start an instance, of a definition by key or else of a process by id and version.
  ///
  /// @param definitionKey the definition, 0 or less to find it by id
  /// @param processId the BPMN process id, empty when the key is given
  /// @param version the version, -1 for the newest
  /// @param startElements ids of the elements to start at, the none start event if empty
  /// @param result whether the caller waits for the end, and which variables it wants then
  /// @param idempotencyKey a second create with this key gives the first one's answer
  record Create(
      long definitionKey,
      String processId,
      int version,
      Document variables,
      List<String> startElements,
      @Nullable ResultRequest result,
      @Nullable String idempotencyKey,
      @Nullable Long operationReference)
      implements InstanceCommand {}

  /// A caller's wish to get the variables at the end.
  ///
  /// @param fetch the names wanted, all if empty
  record ResultRequest(List<String> fetch) {}

  record Cancel(long instanceKey, @Nullable Long operationReference) implements InstanceCommand {
    @Override
    public long target() {
      return instanceKey;
    }
  }

  /// Go on with steps that did not fit in the turn before.
  ///
  /// @param instanceKey the instance that they belong to
  /// @param steps what to do, in order
  /// @param round how many turns in a row the instance has gone on without waiting
  record Continue(long instanceKey, List<Step> steps, int round) implements InstanceCommand {
    @Override
    public long target() {
      return instanceKey;
    }
  }

  /// One step of an instance.
  ///
  /// @param kind what to do
  /// @param elementKey the element instance to do it with: for ENTER the scope around the new one
  /// @param element which element to enter, -1 for the other kinds
  /// @param flows how many taken flows are consumed by entering
  record Step(StepKind kind, long elementKey, int element, int flows) {}

  /// The kinds of step.
  enum StepKind {
    ENTER,
    ACTIVATE,
    /// Activate a sub-process in which elements begin by themselves, not its start event.
    OPEN,
    COMPLETE,
    TERMINATE
  }
}
