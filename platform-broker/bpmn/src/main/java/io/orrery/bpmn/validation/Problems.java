package io.orrery.bpmn.validation;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one resource, so that its author learns it all at once.
public final class Problems {

  /// More problems than that help nobody.
  public static final int MAX_PROBLEMS = 200;

  /// The longest reason; it may repeat a whole expression.
  public static final int MAX_REASON = 1_000;

  private final String resource;
  private final List<Problem> found = new ArrayList<>();

  public Problems(String resource) {
    this.resource = resource;
  }

  /// Notes what is wrong with an element.
  public void add(String elementId, String reason) {
    var shown = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason;
    var problem = new Problem(resource, elementId, shown);
    if (found.size() < MAX_PROBLEMS && !found.contains(problem)) {
      found.add(problem);
    }
  }

  /// Notes what is wrong with the resource as a whole.
  public void add(String reason) {
    add("", reason);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> found() {
    return List.copyOf(found);
  }
}
