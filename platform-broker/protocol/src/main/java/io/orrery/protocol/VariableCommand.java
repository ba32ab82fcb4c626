package io.orrery.protocol;

import org.jspecify.annotations.Nullable;

/// What is wanted of variables.
public sealed interface VariableCommand extends Command {

  /// Write variables.
  ///
  /// @param scopeKey the element instance to begin at
  /// @param local whether to write exactly there instead of where each name is found, going up
  record Set(long scopeKey, Document variables, boolean local, @Nullable Long operationReference)
      implements VariableCommand {
    @Override
    public long target() {
      return scopeKey;
    }
  }
}
