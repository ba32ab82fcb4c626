package io.orrery.system.spec;

import io.orrery.protocol.Incident;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.Journal.Life;
import io.orrery.system.harness.Journal.Trouble;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Waits until an instance is as a step says.
final class Verification {

  private final Journal journal;
  private final Duration bound;
  private final long instance;

  Verification(Journal journal, Duration bound, long instance) {
    this.journal = journal;
    this.bound = bound;
    this.instance = instance;
  }

  void check(Spec.Step step) {
    switch (step.name()) {
      case "element-instance-state" -> elementState(step);
      case "process-instance-state", "workflow-instance-state" ->
          await(step, () -> journal.state(instance).equals(step.argument("state")));
      case "process-instance-variable", "workflow-instance-variable" ->
          await(step, () -> step.argument("value").equals(variable(step)));
      case "no-process-instance-variable" -> await(step, () -> isWithout(step));
      case "incident-state" ->
          await(step, () -> journal.troubles(instance).anyMatch(each -> fits(each, step)));
      default -> throw new IllegalArgumentException("unknown verification " + step.name());
    }
  }

  void elementState(Spec.Step step) {
    await(
        step,
        () ->
            journal
                .youngest(instance, Play.element(step))
                .filter(life -> life.state().equals(step.argument("state")))
                .isPresent());
  }

  private @Nullable String variable(Spec.Step step) {
    return journal.variable(scope(step), step.argument("name"));
  }

  /// Whether the element was there and never had the variable.
  private boolean isWithout(Spec.Step step) {
    return scope(step) >= 0 && variable(step) == null;
  }

  /// The scope that a step is about: the instance, or the element that it names.
  private long scope(Spec.Step step) {
    return step.arguments().containsKey("element_name")
            || step.arguments().containsKey("element_id")
        ? journal.youngest(instance, Play.element(step)).map(Life::key).orElse(-1L)
        : instance;
  }

  private boolean fits(Trouble trouble, Spec.Step step) {
    var incident = trouble.incident();
    var state = trouble.resolved() ? "resolved" : "created";
    return state.equals(step.argument("state"))
        && incident.type().name().equals(step.argument("error_type"))
        && fitsMessage(incident, step.argument("error_message", ""))
        && journal
            .lives(instance)
            .filter(life -> life.key() == incident.elementKey())
            .anyMatch(Play.element(step));
  }

  private static boolean fitsMessage(Incident incident, String expected) {
    return expected.isEmpty() || incident.message().equals(expected);
  }

  private void await(Spec.Step step, BooleanSupplier condition) {
    Await.value(
        () -> step.name() + " " + step.arguments() + "\nThere were:\n" + seen(),
        bound,
        () -> {
          journal.refresh();
          return condition.getAsBoolean() ? Boolean.TRUE : null;
        });
  }

  private String seen() {
    var lives =
        journal
            .lives(instance)
            .map(
                life -> "%s '%s' %s".formatted(life.elementId(), life.elementName(), life.states()))
            .collect(Collectors.joining("\n"));
    return lives + "\n" + journal.troubles(instance).toList();
  }
}
