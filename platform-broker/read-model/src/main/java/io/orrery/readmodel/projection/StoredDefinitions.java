package io.orrery.readmodel.projection;

import io.orrery.readmodel.document.ProcessDefinition;
import java.util.Optional;

/// Where a projection finds the definitions that were deployed before it began.
public interface StoredDefinitions {

  Optional<Stored> definition(long processDefinitionKey);

  /// A definition and its BPMN file.
  record Stored(ProcessDefinition definition, String xml) {}
}
