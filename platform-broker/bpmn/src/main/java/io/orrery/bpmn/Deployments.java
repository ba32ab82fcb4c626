package io.orrery.bpmn;

import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.model.ExecutableProcess;
import java.time.InstantSource;
import java.util.List;

/// Reads what is to be deployed: BPMN XML to executable processes, or all that is wrong with it.
public final class Deployments {

  private final Expressions expressions;

  public Deployments(InstantSource time) {
    this.expressions = new Expressions(time);
  }

  /// Loads the parsers, which takes a second or two the first time.
  public static void warmUp() {
    Expressions.warmUp();
  }

  public DeploymentResult read(List<Resource> resources) {
    throw new UnsupportedOperationException("being written: " + expressions);
  }

  /// Reads a process that was deployed before; its elements get the same indexes again.
  public ExecutableProcess readProcess(byte[] xml, String processId) {
    throw new UnsupportedOperationException("being written");
  }
}
