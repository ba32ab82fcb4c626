package io.orrery.bench;

import java.util.List;

/// A process: steps one after the other, and flows that jump.
///
/// @param jumps flows beside those that lead from each step to the next
record Plan(String id, String name, List<Step> steps, List<Jump> jumps) {

  Plan {
    steps = List.copyOf(steps);
    jumps = List.copyOf(jumps);
  }

  /// The step with this id, anywhere in the process.
  Step step(String stepId) {
    return find(steps, stepId);
  }

  private static Step find(List<Step> steps, String stepId) {
    for (var step : steps) {
      if (step.id().equals(stepId)) {
        return step;
      }
      if (step.inner().stream().anyMatch(inner -> holds(inner, stepId))) {
        return find(step.inner(), stepId);
      }
    }
    throw new IllegalArgumentException("there is no step " + stepId);
  }

  private static boolean holds(Step step, String stepId) {
    return step.id().equals(stepId) || step.inner().stream().anyMatch(it -> holds(it, stepId));
  }

  /// A flow to another place than the next step.
  record Jump(String from, String to) {}

  /// What the flow between two steps is called.
  static String flow(String from, String to) {
    return from + "-to-" + to;
  }
}
