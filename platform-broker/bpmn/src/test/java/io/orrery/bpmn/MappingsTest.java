package io.orrery.bpmn;

import static io.orrery.bpmn.Models.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.expression.InvalidExpressionException;
import io.orrery.bpmn.expression.Json;
import io.orrery.bpmn.model.Mapping;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingsTest {

  private final Expressions expressions = new Expressions(InstantSource.fixed(NOW));
  private final Mappings mappings = new Mappings(expressions);

  private List<Mapping> mappings(String... sourcesAndTargets) {
    try {
      var list = new ArrayList<Mapping>();
      for (var i = 0; i < sourcesAndTargets.length; i += 2) {
        list.add(new Mapping(expressions.parse(sourcesAndTargets[i]), sourcesAndTargets[i + 1]));
      }
      return list;
    } catch (InvalidExpressionException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> text(Map<String, byte[]> values) {
    var text = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> text.put(name, new String(value, UTF_8)));
    return text;
  }

  @Test
  void writesInputsWhole() throws EvaluationException {
    var order = Json.of("order", "{\"id\":1,\"total\":5}");
    var inputs = mappings("=order.id", "id", "=order", "copy", "=order.total", "order.price");

    assertThat(text(mappings.inputs(inputs, order)))
        .containsExactly(
            Map.entry("id", "1"),
            Map.entry("copy", "{\"id\":1,\"total\":5}"),
            Map.entry("order", "{\"price\":5}"));
  }

  @Test
  void joinsNestedTargets() throws EvaluationException {
    var inputs = mappings("=1", "a.b.c", "=2", "a.b.d", "=3", "a.e");

    assertThat(text(mappings.inputs(inputs, Json.of())))
        .containsExactly(Map.entry("a", "{\"b\":{\"c\":1,\"d\":2},\"e\":3}"));
  }

  @Test
  void laterSourcesSeeEarlierTargets() throws EvaluationException {
    var inputs = mappings("=x + 1", "y", "=y + 1", "z", "=z", "x");

    assertThat(text(mappings.inputs(inputs, Json.of("x", "1"))))
        .containsExactly(Map.entry("y", "2"), Map.entry("z", "3"), Map.entry("x", "3"));
  }

  @Test
  void mergesOutputsIntoTheObjectThatIsThere() throws EvaluationException {
    var outputs = mappings("=r.ok", "order.paid", "=r", "result");
    var visible = Json.of("r", "{\"ok\":true}", "order", "{\"id\": 7, \"paid\": null}");

    assertThat(text(mappings.outputs(outputs, visible)))
        .containsExactly(
            Map.entry("order", "{\"id\":7,\"paid\":true}"), Map.entry("result", "{\"ok\":true}"));
  }

  @Test
  void replacesWhatIsNoObject() throws EvaluationException {
    var outputs = mappings("=1", "a.b");

    assertThat(text(mappings.outputs(outputs, Json.of("a", "[1]"))))
        .containsExactly(Map.entry("a", "{\"b\":1}"));
    assertThat(text(mappings.outputs(outputs, Json.of())))
        .containsExactly(Map.entry("a", "{\"b\":1}"));
  }

  @Test
  void whatIsMissingIsNull() throws EvaluationException {
    assertThat(text(mappings.inputs(mappings("=missing", "a"), Json.of())))
        .containsExactly(Map.entry("a", "null"));
  }

  @Test
  void saysWhichSourceFailed() {
    assertThatThrownBy(() -> mappings.inputs(mappings("=assert(x, x != null)", "a"), Json.of()))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("assert(x, x != null)");
    assertThatThrownBy(() -> mappings.inputs(mappings("=function() 1", "a"), Json.of()))
        .hasMessage(
            "failed to evaluate expression 'function() 1': a FUNCTION cannot be a variable");
  }

  @Test
  void refusesToMakeMoreThanARequestMayHave() {
    var large = "\"" + "x".repeat(3 << 20) + "\"";
    var inputs = mappings("=large", "a", "=1", "b", "=large", "c.d");

    assertThatThrownBy(() -> mappings.inputs(inputs, Json.of("large", large)))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "with the mapping to 'c.d', the mappings make 6291467 bytes of JSON, more than"
                + " 4194304");
  }
}
