package io.orrery.bpmn.expression;

import static io.orrery.bpmn.Models.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Expressions must not fail silently.
class StrictnessTest {

  private final Expressions strict = new Expressions(InstantSource.fixed(NOW));
  private final Expressions lenient = Expressions.lenient(InstantSource.fixed(NOW));

  private boolean bool(Expressions expressions, String text, String... variables)
      throws EvaluationException {
    try {
      return expressions.bool(expressions.parse(text), Json.of(variables));
    } catch (InvalidExpressionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesAMissingVariable() {
    assertThatThrownBy(() -> strict.correlationKey(strict.parse("=key"), Variables.NONE))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("failed to evaluate expression 'key': no variable found for name 'key'");
  }

  @Test
  void offersTheVariablesThatThereAre() {
    assertThatThrownBy(() -> bool(strict, "=amuont > 5", "amount", "7", "customer", "1"))
        .hasMessage(
            "failed to evaluate expression 'amuont > 5': no variable found for name 'amuont' (there"
                + " are 'amount', 'customer')");
  }

  @Test
  void namesAMissingFunction() {
    assertThatThrownBy(() -> bool(strict, "=contain(\"abc\", \"b\")"))
        .hasMessage(
            "failed to evaluate expression 'contain(\"abc\", \"b\")': no function found with name"
                + " 'contain' and 2 parameters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=missing",
        "=missing > 5",
        "=missing = \"gold\"",
        "=if missing then true else false",
        "=missing or true",
        "=not(missing)",
        "=missing.inner = 3",
        "=some x in missing satisfies x > 1"
      })
  void refusesEveryUseOfAMissingVariable(String text) {
    assertThatThrownBy(() -> bool(strict, text))
        .hasMessageEndingWith("no variable found for name 'missing'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=missing = null | true",
        "=missing != null and missing > 5 | false",
        "=missing = null or missing > 5 | true",
        "=is defined(missing) | false",
        "=get or else(missing, true) | true",
        "=missing instance of number | false",
        "=count([{a: 1}, {a: 2, b: 3}][b > 1]) = 1 | true",
        "=true or missing | true",
        "=false and missing | false",
        "=(for i in [1, 2] return i)[2] = 2 | true"
      })
  void takesWhatProvidesForAMissingVariable(String text, boolean expected)
      throws EvaluationException {
    assertThat(bool(strict, text)).isEqualTo(expected);
  }

  @Test
  void isOnlyAsStrictAsItIsToldTo() throws EvaluationException {
    assertThat(bool(lenient, "=missing = \"gold\"")).isFalse();
    assertThat(bool(lenient, "=missing > 5 or true")).isTrue();
    assertThatThrownBy(() -> bool(lenient, "=missing > 5"))
        .hasMessage(
            "Expected result of the expression 'missing > 5' to be 'BOOLEAN', but was 'NULL'. No"
                + " variable found with name 'missing'; Can't compare 'null' with '5'");
  }

  @Test
  void tellsTheReasonOfAFailedAssertion() {
    assertThatThrownBy(() -> bool(strict, "=assert(x, x > 5) > 1", "x", "3"))
        .hasMessageContaining("The condition is not fulfilled");
  }
}
