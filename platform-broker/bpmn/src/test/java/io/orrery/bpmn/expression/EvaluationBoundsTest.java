package io.orrery.bpmn.expression;

import static io.orrery.bpmn.Models.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model may ask for anything; what it gets is bounded.
class EvaluationBoundsTest {

  /// Lets an evaluation take so many steps.
  private static final class Steps implements EvaluationGuard {

    private final int most;
    private int taken;
    private int inside;
    private int entered;

    Steps(int most) {
      this.most = most;
    }

    @Override
    public void enter() {
      inside++;
      entered++;
      taken = 0;
    }

    @Override
    public @Nullable String verdict() {
      assertThat(inside).isOne();
      return ++taken > most ? "it took more than " + most + " steps" : null;
    }

    @Override
    public void exit() {
      inside--;
    }
  }

  private final Steps guard = new Steps(100_000);
  private final Expressions expressions = new Expressions(InstantSource.fixed(NOW), guard);

  private String json(String text, String... variables) throws EvaluationException {
    try {
      return new String(expressions.json(expressions.parse(text), Json.of(variables)), UTF_8);
    } catch (InvalidExpressionException e) {
      throw new AssertionError(text, e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=for i in 1..900000 return i + i",
        "=count(for i in 1..1000 return for j in 1..1000 return i * j)",
        "=some i in 1..900000 satisfies i < 0",
        "=(for i in 1..90000 return i)[item * item < 0]",
        // a function that swallows what is thrown from within
        "=sort(for i in 1..20000 return 0 - i, function(a, b) a < b)",
        "=is defined(sort(for i in 1..20000 return 0 - i, function(a, b) a < b)) or true",
        // the group that is referred to keeps Java from remembering where it has been
        "=matches(text, \"(a+)+(b)?\\2$\")",
        "=replace(text, \"(a|aa)+(b)?\\2$\", \"b\")",
        "=split(text, \"(a+)+(b)?\\2$\")",
        "=extract(text, \"(a|aa)+(b)?\\2$\")",
      })
  void endsWhatTakesTooLong(String text) {
    var input = "\"" + "a".repeat(60) + "!\"";

    assertThatThrownBy(() -> json(text, "text", input))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "failed to evaluate expression '%s': it took more than 100000 steps"
                .formatted(text.substring(1)));
    assertThat(guard.inside).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=for i in 1..1000000000 return i | it goes over 1000000000 items, more than 1000000",
        "=for i in 1..n return i | it goes over 2147483648 items, more than 1000000",
        "=for i in 1..2000, j in 1..2000 return 1 | it goes over 4000000 items, more than 1000000",
        "=some i in 1..2000, j in 1..2000 satisfies i = 0 | it goes over 4000000 items",
        "=every i in 1..2000, j in 1..2000 satisfies i = 0 | it goes over 4000000 items",
        "=10 ** 99999 | it has a number beyond 10^6144",
        "=[10 ** 6000 * 10 ** 6000] | it has a number beyond 10^6144",
        "=number(\"1e999999999\") | it has a number beyond 10^6144",
        "=decimal(1 / 3, 999999999) | it rounds to 999999999 places",
        "=floor(1 / 3, -999999999) | it rounds to -999999999 places",
        "=duplicate values(for i in 1..50000 return i) | it compares 50000 items, more than 20000",
        "=distinct values(for i in 1..200000 return i) | it compares 200000 items, more than 100000",
      })
  void refusesWhatWouldBeTooMuchInOneStep(String text, String reason) {
    var unhurried = new Expressions(InstantSource.fixed(NOW));
    assertThatThrownBy(
            () -> unhurried.json(unhurried.parse(text), Json.of("n", "1" + "0".repeat(30))))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=for i in 1..30 return if i = 1 then \"ab\" else partial[-1] + partial[-1]",
        "=for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]]",
        "=for i in 1..40 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
        "=for i in 1..40 return if i = 1 then [1] else append(partial[-1], partial[-1])",
        "=for i in 1..40 return if i = 1 then {a: 1} else {a: partial[-1], b: partial[-1]}",
        "=for i in 1..30 return if i = 1 then \"ab\" else replace(partial[-1], \"a\", \"aaab\")",
        "=for i in 1..60 return if i = 1 then \"ab\" else to base64(partial[-1])",
        "=string join(for i in 1..10000 return \"\", string join(for i in 1..10000 return \"a\"))",
        "=string join(for i in 1..9 return \"a\", \"b\", \"\", \"\") + string(for i in 1..40 return"
            + " if i = 1 then [1] else [partial[-1], partial[-1]])",
      })
  void refusesValuesThatGrowTooLarge(String text) {
    assertThatThrownBy(() -> json(text))
        .isInstanceOf(EvaluationException.class)
        .message()
        .containsAnyOf(
            "it makes a value that is larger than 8388608 characters",
            "it goes over 1048576 items, more than 1000000");
  }

  @Test
  void refusesAResultThatIsTooLargeForAVariable() {
    var text = "=for i in 1..22 return if i = 1 then \"a\" else partial[-1] + partial[-1]";

    assertThatThrownBy(() -> json(text))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the result is too large: it has more than 4194304 bytes of JSON");
  }

  @Test
  void keepsMessagesShort() {
    var long1 = "\"" + "x".repeat(100_000) + "\"";

    assertThatThrownBy(() -> expressions.integer(expressions.parse("=a + 1"), Json.of("a", long1)))
        .isInstanceOf(EvaluationException.class)
        .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(1_000));
    assertThatThrownBy(() -> expressions.duration(expressions.parse("=a"), Json.of("a", long1)))
        .isInstanceOf(EvaluationException.class)
        .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(5_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "=for i in 1..3, j in [10, 20] return i * j ~ [10,20,20,40,30,60]",
        "=for i in 3..1 return i ~ [3,2,1]",
        "=for i in a..b, j in a..b return {i: i, j: j} ~ [{\"i\":1,\"j\":1}]",
        "=some i in 1..3, j in 1..3 satisfies i + j = 6 ~ true",
        "=every i in 1..3, j in 1..3 satisfies i + j < 6 ~ false",
        "=for i in 1..2 return for j in 1..2, k in 1..i return i + j + k ~ [[3,4],[4,5,5,6]]",
        "=for i in 1..2, j in \"no list\" return i ~ null",
        "=for i in \"a\"..2 return i ~ null",
        "=for i in nothing.at.all, j in 1..2 return i ~ null",
        "=matches(\"foobar\", \"^fo*B\", \"i\") ~ true",
        "=replace(\"abcd\", \"(ab)|(c)\", \"[1=$1]\") ~ \"[1=ab][1=]d\"",
        "=replace(\"a.b\", \".\", \"$7\") ~ null",
        "=split(\"John Doe\", \"\\s\") ~ [\"John\",\"Doe\"]",
        "=split(\"a;b;;\", \";\") ~ [\"a\",\"b\",\"\",\"\"]",
        "=extract(\"references are 1234, 1256\", \"12[0-9]*\") ~ [\"1234\",\"1256\"]",
        "=matches(\"a\", \"[\") ~ null",
        "=matches(7, \"a\") ~ null",
        "=matches(input: \"abc\", pattern: \"b\") ~ true",
        "=max(1, 2, 3) + sum([1, 2]) + min([4, 5]) ~ 10",
        "=append([1], 2, [3]) ~ [1,2,[3]]",
        "=decimal(2.5, 0) ~ 2",
        "=cycle(3, duration(\"PT1H\")) ~ \"R3/PT1H\"",
      })
  void leavesOrdinaryExpressionsAsTheyAre(String text, String result) throws EvaluationException {
    assertThat(json(text, "a", "1", "b", "1")).isEqualTo(result);
  }

  @Test
  void doesNotAskForWhatNeedsNoEvaluation() throws EvaluationException {
    assertThat(json("=a.b", "a", "{\"b\":7}")).isEqualTo("7");
    assertThat(json("=a.b > 5 and a.b != 9", "a", "{\"b\":7}")).isEqualTo("true");
    assertThat(guard.entered).isZero();
  }
}
