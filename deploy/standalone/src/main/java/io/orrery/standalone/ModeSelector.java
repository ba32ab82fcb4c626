package io.orrery.standalone;

import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/// Chooses the parts that this process runs.
final class ModeSelector implements ImportSelector, EnvironmentAware {

  private Mode mode = Mode.ALL_IN_ONE;

  @Override
  public void setEnvironment(Environment environment) {
    mode = Mode.of(environment.getProperty("orrery.mode", "all-in-one"));
  }

  @Override
  public String[] selectImports(AnnotationMetadata importing) {
    return mode.parts();
  }
}
