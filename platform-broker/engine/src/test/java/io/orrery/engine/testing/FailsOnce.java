package io.orrery.engine.testing;

import io.orrery.protocol.InstanceCommand.Step;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Consumer;

/// Steps of which the first attempt fails, as if by a mistake of the engine.
public final class FailsOnce extends AbstractList<Step> {

  static final String ON_PURPOSE = "on purpose";

  private final List<Step> steps;
  private boolean failed;

  public FailsOnce(Step... steps) {
    this.steps = List.of(steps);
  }

  @Override
  public Step get(int index) {
    return steps.get(index);
  }

  @Override
  public int size() {
    return steps.size();
  }

  @Override
  public void forEach(Consumer<? super Step> action) {
    if (!failed) {
      failed = true;
      throw new IllegalStateException(ON_PURPOSE);
    }
    steps.forEach(action);
  }
}
