package io.orrery.bpmn.expression;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.context.JavaFunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;

/// The functions that FEEL does not have and timers need: `cycle(interval)` and `cycle(repetitions,
/// interval)`.
final class Functions extends JavaFunctionProvider {

  private static final String CYCLE = "cycle";

  private final List<JavaFunction> cycle =
      List.of(
          new JavaFunction(
              List.of("interval"), values -> cycle(ValNull$.MODULE$, values.getFirst())),
          new JavaFunction(
              List.of("repetitions", "interval"),
              values -> cycle(values.getFirst(), values.getLast())));

  private static Val cycle(Val repetitions, Val interval) {
    var every =
        switch (interval) {
          case ValDayTimeDuration duration -> JsonValues.durationText(duration);
          case ValYearMonthDuration months -> months.toString();
          default -> null;
        };
    if (every == null) {
      return new ValError("cycle expects a duration but was given " + interval);
    }
    return switch (repetitions) {
      case ValNull$ _ -> new ValString("R/" + every);
      case ValNumber number -> new ValString("R" + number.value().toLong() + "/" + every);
      default -> new ValError("cycle expects a number of repetitions but was given " + repetitions);
    };
  }

  @Override
  public Optional<JavaFunction> resolveFunction(String name) {
    return resolveFunctions(name).stream().findFirst();
  }

  @Override
  public List<JavaFunction> resolveFunctions(String name) {
    return name.equals(CYCLE) ? cycle : List.of();
  }

  @Override
  public Collection<String> getFunctionNames() {
    return List.of(CYCLE);
  }
}
