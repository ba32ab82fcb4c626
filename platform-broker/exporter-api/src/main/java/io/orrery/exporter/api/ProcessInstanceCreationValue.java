package io.orrery.exporter.api;

import java.util.List;

/// The creation of a process instance.
///
/// @param version -1 if any will do
/// @param processDefinitionKey -1 or 0 if the process is named by its id
/// @param processInstanceKey -1 while there is none
/// @param startInstructions where it begins, empty for its start event
public record ProcessInstanceCreationValue(
    String bpmnProcessId,
    int version,
    long processDefinitionKey,
    long processInstanceKey,
    List<StartInstruction> startInstructions,
    Json variables,
    String tenantId)
    implements RecordValue {

  /// An element that the instance begins at.
  public record StartInstruction(String elementId) implements RecordValue {}
}
