package io.orrery.bpmn.validation;

/// Something wrong with a resource.
///
/// @param resource the name of the resource
/// @param elementId the element that is wrong; empty if it is the resource as a whole
/// @param reason what is wrong
public record Problem(String resource, String elementId, String reason) {

  @Override
  public String toString() {
    return elementId.isEmpty()
        ? "'" + resource + "': " + reason
        : "'" + resource + "': element '" + elementId + "': " + reason;
  }
}
