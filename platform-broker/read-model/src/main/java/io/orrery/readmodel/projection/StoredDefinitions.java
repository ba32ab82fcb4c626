package io.orrery.readmodel.projection;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.document.ProcessDefinition;
import java.util.Optional;

/// Where a projection finds the definitions that were deployed before it began.
public interface StoredDefinitions {

  /// @throws DestinationUnavailableException if that cannot be told now
  Optional<Stored> definition(long processDefinitionKey);

  /// A definition and its BPMN file.
  record Stored(ProcessDefinition definition, String xml) {}
}
