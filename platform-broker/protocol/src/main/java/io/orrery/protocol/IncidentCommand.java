package io.orrery.protocol;

import org.jspecify.annotations.Nullable;

/// What is wanted of incidents.
public sealed interface IncidentCommand extends Command {

  /// Try again what failed.
  record Resolve(long incidentKey, @Nullable Long operationReference) implements IncidentCommand {
    @Override
    public long target() {
      return incidentKey;
    }
  }
}
