package io.orrery.standalone;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/// Chooses the parts that this process runs.
final class ModeSelector implements ImportSelector, EnvironmentAware {

  private Mode mode = Mode.ALL_IN_ONE;
  private ReadModelType readModel = ReadModelType.SQL;

  @Override
  public void setEnvironment(Environment environment) {
    mode = Mode.of(environment.getProperty("orrery.mode", "all-in-one"));
    readModel = ReadModelType.of(environment.getProperty("orrery.read-model.type", "sql"));
  }

  @Override
  public String[] selectImports(AnnotationMetadata importing) {
    return parts(mode, readModel).toArray(String[]::new);
  }

  static List<String> parts(Mode mode, ReadModelType readModel) {
    List<String> parts = new ArrayList<>(mode.parts());
    if (mode.hasOperate() && readModel != ReadModelType.NONE) {
      parts.add(OperatePart.class.getName());
      parts.add(readModel.part());
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("orrery.mode=operate needs a read model");
    }
    return parts;
  }
}
