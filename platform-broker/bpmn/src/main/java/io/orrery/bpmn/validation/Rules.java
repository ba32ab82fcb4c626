package io.orrery.bpmn.validation;

import io.orrery.bpmn.model.ExecutableProcess;
import java.util.Set;

/// The rules that need more than one element to be seen.
public final class Rules {

  private Rules() {}

  /// Notes whatever is against the rules.
  ///
  /// @param refused the indexes of elements that are noted already and about which nothing is known
  public static void check(ExecutableProcess process, Set<Integer> refused, Problems problems) {
    new FlowRules(process, refused, problems).check();
    new StartRules(process, refused, problems).check();
    new BoundaryRules(process, refused, problems).check();
    new LoopRule(process, refused, problems).check();
  }
}
