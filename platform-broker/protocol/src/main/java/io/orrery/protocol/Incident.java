package io.orrery.protocol;

/// A problem that keeps an element instance from going on until somebody mends it.
///
/// @param type the kind of problem
/// @param message what is wrong, at most 10 000 characters
/// @param elementKey the element instance that rests
/// @param element where it belongs
/// @param jobKey the job that failed, -1 if none
/// @param scopeKey the scope whose variables the failed step saw
/// @param step what to do again when the incident is resolved
public record Incident(
    IncidentType type,
    String message,
    long elementKey,
    ElementValue element,
    long jobKey,
    long scopeKey,
    InstanceCommand.Step step) {

  /// How long a message may be, in characters.
  public static final int MAX_MESSAGE = 10_000;

  public Incident {
    if (message.length() > MAX_MESSAGE) {
      message = message.substring(0, MAX_MESSAGE);
    }
  }
}
