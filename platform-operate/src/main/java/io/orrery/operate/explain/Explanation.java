package io.orrery.operate.explain;

import io.orrery.readmodel.document.ElementInstance;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One reason why something waits.
///
/// @param evidence what the sentence rests on; keys are texts
record Explanation(
    @Nullable String elementInstanceKey,
    @Nullable String elementId,
    @Nullable String elementName,
    Cause cause,
    String sentence,
    Map<String, @Nullable Object> evidence) {

  /// What something waits for.
  enum Cause {
    JOB,
    MESSAGE,
    TIMER,
    INCIDENT,
    CALLED_PROCESS,
    CHILDREN,
    ENDED,
    OTHER
  }

  static Explanation of(
      ElementInstance element,
      Cause cause,
      String sentence,
      Map<String, @Nullable Object> evidence) {
    return new Explanation(
        Long.toString(element.elementInstanceKey()),
        element.elementId(),
        element.elementName(),
        cause,
        sentence,
        evidence);
  }
}
