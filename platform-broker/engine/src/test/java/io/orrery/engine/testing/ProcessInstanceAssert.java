package io.orrery.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/// Assertions on what an instance has come to.
public final class ProcessInstanceAssert
    extends AbstractAssert<ProcessInstanceAssert, ProcessInstance> {

  private ProcessInstanceAssert(ProcessInstance actual) {
    super(actual, ProcessInstanceAssert.class);
  }

  public static ProcessInstanceAssert assertThatInstance(ProcessInstance actual) {
    return new ProcessInstanceAssert(actual);
  }

  public ProcessInstanceAssert isCompleted() {
    assertThat(actual.open()).as("open elements of %s", actual.life()).isEmpty();
    assertThat(actual.life().getLast()).endsWith(" COMPLETED");
    return this;
  }

  public ProcessInstanceAssert isTerminated() {
    assertThat(actual.open()).as("open elements of %s", actual.life()).isEmpty();
    assertThat(actual.life().getLast()).endsWith(" TERMINATED");
    return this;
  }

  /// Exactly these elements were entered and not left, besides the process itself.
  public ProcessInstanceAssert isAt(String... ids) {
    var open = actual.open().values().stream().skip(1).toList();
    assertThat(open).as("open elements of %s", actual.life()).containsExactlyInAnyOrder(ids);
    return this;
  }

  /// These elements were completed in this order, others perhaps in between.
  public ProcessInstanceAssert passed(String... ids) {
    assertThat(with("COMPLETED")).containsSubsequence(ids);
    return this;
  }

  /// These elements were entered, whatever became of them.
  public ProcessInstanceAssert entered(String id, int times) {
    assertThat(with("ACTIVATING").stream().filter(id::equals)).as(id).hasSize(times);
    return this;
  }

  public ProcessInstanceAssert terminated(String... ids) {
    assertThat(with("TERMINATED")).contains(ids);
    return this;
  }

  public ProcessInstanceAssert neverEntered(String... ids) {
    assertThat(Set.copyOf(with("ACTIVATING"))).doesNotContain(ids);
    return this;
  }

  /// The variable of the process has this JSON text.
  public ProcessInstanceAssert has(String variable, String json) {
    assertThat(actual.variables()).containsEntry(variable, json);
    return this;
  }

  public ProcessInstanceAssert hasNo(String variable) {
    assertThat(actual.variables()).doesNotContainKey(variable);
    return this;
  }

  private List<String> with(String event) {
    return actual.life().stream()
        .filter(each -> each.endsWith(" " + event))
        .map(each -> each.substring(0, each.length() - event.length() - 1))
        .toList();
  }
}
