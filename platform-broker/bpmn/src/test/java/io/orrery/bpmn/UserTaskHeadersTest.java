package io.orrery.bpmn;

import static io.orrery.bpmn.Models.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.expression.InvalidExpressionException;
import io.orrery.bpmn.expression.Json;
import io.orrery.bpmn.model.UserTaskProperties;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserTaskHeadersTest {

  private final Expressions expressions = new Expressions(InstantSource.fixed(NOW));

  private Expression parse(String text) {
    try {
      return expressions.parse(text);
    } catch (InvalidExpressionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void putsWhatIsKnownIntoReservedHeaders() throws EvaluationException {
    var task =
        new UserTaskProperties(
            parse("=owner"),
            parse("a, b"),
            parse("=users"),
            parse("=now() + duration(\"P1D\")"),
            parse("2030-01-01T00:00:00Z"),
            parse("form"));
    var variables = Json.of("owner", "\"ann\"", "users", "[\"x\\\"y\"]");

    assertThat(UserTaskHeaders.of(task, expressions, variables))
        .containsExactly(
            Map.entry("io.camunda.zeebe:assignee", "ann"),
            Map.entry("io.camunda.zeebe:candidateGroups", "[\"a\",\"b\"]"),
            Map.entry("io.camunda.zeebe:candidateUsers", "[\"x\\\"y\"]"),
            Map.entry("io.camunda.zeebe:dueDate", "2030-05-07T07:08:09Z"),
            Map.entry("io.camunda.zeebe:followUpDate", "2030-01-01T00:00:00Z"),
            Map.entry("io.camunda.zeebe:formKey", "form"));
  }

  @Test
  void leavesOutWhatIsNullOrEmpty() throws EvaluationException {
    var nothing = parse("=nothing");
    var task = new UserTaskProperties(nothing, nothing, nothing, nothing, null, null);

    assertThat(UserTaskHeaders.of(task, expressions, Json.of("nothing", "null"))).isEmpty();
  }

  @Test
  void failsOnAVariableThatDoesNotExist() {
    var task = new UserTaskProperties(parse("=ownr"), null, null, null, null, null);

    assertThatThrownBy(() -> UserTaskHeaders.of(task, expressions, Json.of()))
        .hasMessageEndingWith("no variable found for name 'ownr'");
  }
}
