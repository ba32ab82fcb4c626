package io.orrery.bpmn.expression;

import static io.orrery.bpmn.Models.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.bpmn.expression.Shortcut.Answer;
import java.time.InstantSource;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.camunda.feel.syntaxtree.Val;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shortcuts decide exactly as the FEEL engine does, or not at all.
class ShortcutTest {

  private static final String[] VALUES = {
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "1.0",
    "1.50",
    "2e0",
    "100",
    "12345678901234567890",
    "\"\"",
    "\"a\"",
    "\"1\"",
    "\"\\u0061\"",
    "\"b\"",
    "[]",
    "[1]",
    "{}",
    "{\"b\":1}",
    "{\"b\":\"a\"}",
    "{ \"b\" : { \"c\" : true } , \"d\":[{}] }",
    "{\"b\":1,\"b\":2}",
    "{\"\\u0062\":true}",
    "\"\u00e4\""
  };
  private static final String[] PATHS = {"a", "b", "a.b", "a.b.c", "missing", "a.x"};
  private static final String[] CONSTANTS = {
    "0", "1", "1.5", "-1", "100", "\"a\"", "\"\"", "\"b\"", "true", "false", "null"
  };
  private static final String[] OPERATORS = {"=", "!=", "<", "<=", ">", ">="};

  private final Feel feel = new Feel(InstantSource.fixed(NOW), EvaluationGuard.NONE);

  private static String pick(String[] from, RandomGenerator random) {
    return from[random.nextInt(from.length)];
  }

  private static String expression(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 2 ? 2 : 4)) {
      case 0 -> pick(PATHS, random);
      case 1 -> pick(PATHS, random) + " " + pick(OPERATORS, random) + " " + pick(CONSTANTS, random);
      case 2 -> expression(random, depth + 1) + " and " + expression(random, depth + 1);
      default -> "(" + expression(random, depth + 1) + ") or " + expression(random, depth + 1);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheEngineOnRandomExpressions(long seed) throws Exception {
    var random = new Random(seed);
    var decided = 0;
    for (var i = 0; i < 1_500; i++) {
      var text = expression(random, 0);
      var variables = Json.of("a", pick(VALUES, random), "b", pick(VALUES, random));
      var parsed = feel.parse(text);
      var shortcut = Shortcut.of(parsed.expression());
      var raw = shortcut == null ? null : shortcut.value(variables);
      if (raw != null) {
        decided++;
        var expected = feel.evaluate(parsed, variables).value();
        Val actual = JsonValues.read(raw);
        assertThat(JsonValues.write(actual))
            .describedAs("%s with %s", text, variables)
            .isEqualTo(JsonValues.write(expected));
      }
    }
    assertThat(decided).isGreaterThan(120);
  }

  @Test
  void decidesWhatMostExpressionsAre() throws InvalidExpressionException {
    var order = Json.of("order", "{\"total\": 120.5, \"status\": \"open\", \"paid\": false}");

    assertThat(answer("order.total > 100 and order.status = \"open\"", order))
        .isEqualTo(Answer.TRUE);
    assertThat(answer("order.paid or order.total >= 120.51", order)).isEqualTo(Answer.FALSE);
    assertThat(answer("order.paid = false", order)).isEqualTo(Answer.TRUE);
    assertThat(answer("order.status != \"open\"", order)).isEqualTo(Answer.FALSE);
  }

  @Test
  void leavesTheRestToTheEngine() throws InvalidExpressionException {
    var variables = Json.of("a", "1", "text", "\"x\"", "none", "null");

    assertThat(answer("missing = 1", variables)).isEqualTo(Answer.UNDECIDED);
    assertThat(answer("none = 1", variables)).isEqualTo(Answer.UNDECIDED);
    assertThat(answer("text > 1", variables)).isEqualTo(Answer.UNDECIDED);
    assertThat(Shortcut.of(feel.parse("a + 1 > 2").expression())).isNull();
    assertThat(Shortcut.of(feel.parse("a = null").expression())).isNull();
  }

  private Answer answer(String text, Variables variables) throws InvalidExpressionException {
    var shortcut = Shortcut.of(feel.parse(text).expression());
    assertThat(shortcut).isNotNull();
    return shortcut == null ? Answer.UNDECIDED : shortcut.test(variables);
  }

  @Test
  void findsMembersInRawText() {
    var json =
        " { \"a\" : [ \"}\", {\"a\": 1} ] , \"b\\\"\" : 2, \"c\":-1.5e3,\"d\":{},\"a\":\"\\\\\" } "
            .getBytes(UTF_8);

    assertThat(RawJson.members(json))
        .hasEntrySatisfying("a", value -> assertThat(value).asString(UTF_8).isEqualTo("\"\\\\\""))
        .hasEntrySatisfying("b\"", value -> assertThat(value).asString(UTF_8).isEqualTo("2"))
        .hasEntrySatisfying("c", value -> assertThat(value).asString(UTF_8).isEqualTo("-1.5e3"))
        .hasEntrySatisfying("d", value -> assertThat(value).asString(UTF_8).isEqualTo("{}"))
        .hasSize(4);
    assertThat(RawJson.members("{}".getBytes(UTF_8))).isEmpty();
    assertThat(RawJson.member("[1]".getBytes(UTF_8), "a")).isNull();
  }
}
