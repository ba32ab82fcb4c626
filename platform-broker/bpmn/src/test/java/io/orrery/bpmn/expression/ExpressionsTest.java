package io.orrery.bpmn.expression;

import static io.orrery.bpmn.Models.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

  private final Expressions expressions = new Expressions(InstantSource.fixed(NOW));

  private Expression parse(String text) {
    try {
      return expressions.parse(text);
    } catch (InvalidExpressionException e) {
      throw new AssertionError(e);
    }
  }

  private String json(String text, String... variables) throws EvaluationException {
    return new String(expressions.json(parse(text), Json.of(variables)), UTF_8);
  }

  @Test
  void aTextWithoutEqualsSignIsStatic() throws EvaluationException {
    var expression = parse("pay");

    assertThat(expression.isStatic()).isTrue();
    assertThat(expression.variableNames()).isEmpty();
    assertThat(expressions.string(expression, Variables.NONE)).isEqualTo("pay");
    assertThat(expressions.integer(parse("3"), Variables.NONE)).isEqualTo(3);
    assertThat(expressions.correlationKey(expression, Variables.NONE)).isEqualTo("pay");
    assertThat(expressions.strings(parse(" a, b ,"), Variables.NONE)).containsExactly("a", "b");
  }

  @Test
  void knowsTheVariablesThatItReads() {
    assertThat(parse("=a.b + c[item > d]").variableNames())
        .containsExactlyInAnyOrder("a", "c", "d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "=a +", "=(", "= \"", "=1 2", "=)("})
  void refusesWhatIsNoExpression(String text) {
    assertThatThrownBy(() -> expressions.parse(text))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining("failed to parse expression");
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 10_000})
  void refusesDeepNesting(int depth) {
    assertThatThrownBy(() -> expressions.parse("=" + "(".repeat(depth) + "1" + ")".repeat(depth)))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining("nested deeper than 50 levels");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 1_000, 2_000, 4_000, 8_000})
  void takesOrRefusesLongChains(int length) {
    try {
      var chain = expressions.parse("=1" + " + 1".repeat(length));
      assertThat(expressions.integer(chain, Variables.NONE)).isEqualTo(length + 1);
    } catch (InvalidExpressionException | EvaluationException e) {
      assertThat(e).hasMessageContaining("nested too deep");
    }
  }

  @Test
  void refusesExpressionsThatAreTooLong() {
    assertThatThrownBy(() -> expressions.parse("=\"" + "a".repeat(40_000) + "\""))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessage("the expression has 40002 characters, more than 32768");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "=1 + 2 | 3",
        "=1 / 4 | 0.25",
        "=1 / 3 | 0.3333333333333333",
        "=9007199254740993 + 0 | 9007199254740993",
        "=\"a\" + \"b\" | \"ab\"",
        "=true and false | false",
        "=null | null",
        "=missing | null",
        "=missing.x | null",
        "=nonsense(1) | null",
        "=[1, \"a\", {b: null}] | [1,\"a\",{\"b\":null}]",
        "={z: 1, y: 2, x: 3, w: 4, v: 5, u: z + y} | {\"z\":1,\"y\":2,\"x\":3,\"w\":4,\"v\":5,\"u\":3}",
        "=date(\"2030-01-02\") | \"2030-01-02\"",
        "=time(\"10:11:12\") | \"10:11:12\"",
        "=date and time(\"2030-01-02T03:04:05Z\") | \"2030-01-02T03:04:05Z\"",
        "=date and time(\"2030-01-02T03:04:05@Europe/Berlin\") |"
            + " \"2030-01-02T03:04:05@Europe/Berlin\"",
        "=duration(\"PT90M\") | \"PT1H30M\"",
        "=duration(\"P14M\") | \"P1Y2M\"",
        "=now() | \"2030-05-06T07:08:09Z\"",
        "=today() | \"2030-05-06\"",
        "=\"quote \\\" and umlaut ä\" | \"quote \\\" and umlaut ä\"",
        "=for i in 1..3 return i * i | [1,4,9]",
        "=cycle(3, duration(\"PT1H\")) | \"R3/PT1H\"",
        "=cycle(duration(\"P1D\")) | \"R/P1D\"",
        "=context put({a: 1}, \"b\", 2) | {\"a\":1,\"b\":2}",
        "=string join([\"a\", \"b\"], \",\") | \"a,b\"",
        "=get or else(missing, 5) | 5"
      })
  void writesResultsAsJson(String text, String expected) throws EvaluationException {
    assertThat(json(text)).isEqualTo(expected);
  }

  @Test
  void readsVariablesOfAllKinds() throws EvaluationException {
    var order = "{ \"id\": 7, \"lines\": [ {\"sku\": \"a\\u0062\", \"n\": 2.50} ] }";

    assertThat(json("=order", "order", order)).isEqualTo(order);
    assertThat(json("=order.lines", "order", order))
        .isEqualTo("[ {\"sku\": \"a\\u0062\", \"n\": 2.50} ]");
    assertThat(json("=order.lines[1].sku", "order", order)).isEqualTo("\"ab\"");
    assertThat(json("=order.lines.n", "order", order)).isEqualTo("[2.5]");
    assertThat(json("=count(order.lines[n > min])", "order", order, "min", "1")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=function(x) x", "=10 ** 1000", "=assert(1, false)"})
  void refusesResultsThatCannotBeVariables(String text) {
    assertThatThrownBy(() -> json(text)).isInstanceOf(EvaluationException.class);
  }

  @Test
  void refusesNumbersThatWouldCostTooMuch() {
    assertThatThrownBy(() -> json("=n + 1", "n", "1e999999999"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the number 1e999999999 is out of range");
  }

  @Test
  void convertsToTheTypeThatIsAskedFor() throws EvaluationException {
    var variables =
        Json.of(
            "text",
            "\"a\\nb\"",
            "n",
            "12.0",
            "big",
            "12345678901234567890",
            "list",
            "[\"x\"]",
            "yes",
            "true",
            "none",
            "null");

    assertThat(expressions.string(parse("=text"), variables)).isEqualTo("a\nb");
    assertThat(expressions.integer(parse("=n"), variables)).isEqualTo(12);
    assertThat(expressions.bool(parse("=yes"), variables)).isTrue();
    assertThat(expressions.bool(parse("=n > 11 and not(yes)"), variables)).isFalse();
    assertThat(expressions.correlationKey(parse("=n"), variables)).isEqualTo("12");
    assertThat(expressions.correlationKey(parse("=big"), variables))
        .isEqualTo("12345678901234567890");
    assertThat(expressions.correlationKey(parse("=text + string(n)"), variables))
        .startsWith("a\nb12");
    assertThat(expressions.strings(parse("=list"), variables)).containsExactly("x");
    assertThat(expressions.strings(parse("=none"), variables)).isEqualTo(List.of());
    assertThat(expressions.stringOrNull(parse("=none"), variables)).isNull();
    assertThat(expressions.dateTimeOrNull(parse("=none"), variables)).isNull();
    assertThat(expressions.dateTimeOrNull(parse("=now()"), variables))
        .isEqualTo("2030-05-06T07:08:09Z");
  }

  @Test
  void saysWhatItExpectedAndWhatItGot() {
    var variables = Json.of("n", "1", "text", "\"a\"", "none", "null", "many", "3000000000");

    assertThatThrownBy(() -> expressions.string(parse("=n"), variables))
        .hasMessage("Expected result of the expression 'n' to be 'STRING', but was 'NUMBER'.");
    assertThatThrownBy(() -> expressions.string(parse("=none"), variables))
        .hasMessage("Expected result of the expression 'none' to be 'STRING', but was 'NULL'.");
    assertThatThrownBy(() -> expressions.bool(parse("=text > 1"), variables))
        .hasMessage(
            "Expected result of the expression 'text > 1' to be 'BOOLEAN', but was 'NULL'. Can't"
                + " compare '\"a\"' with '1'");
    assertThatThrownBy(() -> expressions.integer(parse("=text"), variables))
        .hasMessage("Expected result of the expression 'text' to be 'NUMBER', but was 'STRING'.");
    assertThatThrownBy(() -> expressions.integer(parse("=many"), variables))
        .hasMessage(
            "Expected result of the expression 'many' to be a whole number of 32 bits, but was"
                + " 3000000000.");
    assertThatThrownBy(() -> expressions.strings(parse("=[1]"), variables))
        .hasMessageContaining("'ARRAY of strings'");
    assertThatThrownBy(() -> expressions.correlationKey(parse("=[n]"), variables))
        .hasMessage(
            "Expected result of the expression '[n]' to be 'STRING or NUMBER', but was 'ARRAY'.");
    assertThatThrownBy(() -> expressions.dateTimeOrNull(parse("=text"), variables))
        .hasMessage("'a' is not an ISO-8601 date and time with zone");
  }
}
