package io.orrery.readmodel.projection;

/// Takes what a projection says.
public interface ProjectionTarget {

  void change(Change change);

  /// A definition has this BPMN file.
  void file(long processDefinitionKey, String xml);

  /// More or fewer instances of an element are in a state.
  ///
  /// @param active those that were entered and not left
  /// @param completed those that were left
  /// @param canceled those that were interrupted
  void elements(
      long processDefinitionKey, String elementId, int active, int completed, int canceled);

  /// Process instances began or ended.
  void instances(long timestamp, int started, int ended);
}
