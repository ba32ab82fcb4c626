package io.orrery.operate.query;

import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Questions about variables.
@RestController
@RequestMapping("/v2/variables")
public record Variables(Questions questions) {

  /// How much of a value a search shows, in letters.
  private static final int MAX_SHOWN = 8_191;

  /// How many letters of whole values one answer may have in all. The value that goes over it is
  /// cut, and so are all behind it, which are not even loaded.
  private static final int MAX_WHOLE = 900_000;

  @PostMapping("/search")
  Rendering.SearchAnswer search(
      @RequestBody(required = false) @Nullable JsonNode body,
      @RequestParam(defaultValue = "true") boolean truncateValues,
      @RequestParam(defaultValue = MAX_SHOWN + "") int valueLength) {
    if (valueLength < 1 || valueLength > MAX_SHOWN) {
      throw new InvalidQueryException(
          "valueLength must be from 1 to %d, but is %d".formatted(MAX_SHOWN, valueLength));
    }
    var page = questions.found(Kinds.VARIABLE, body, Filter.ALL);
    var whole = new Allowance(MAX_WHOLE);
    return Rendering.SearchAnswer.of(
        page,
        page.items().stream()
            .map(variable ->
                truncateValues ? Rendering.cut(variable, valueLength) : whole(variable, whole))
            .toList());
  }

  private Map<String, @Nullable Object> whole(Variable variable, Allowance allowance) {
    if (!variable.isTruncated()) {
      return Rendering.of(Kinds.VARIABLE, variable);
    }
    if (allowance.isSpent()) {
      return Rendering.cut(variable, MAX_SHOWN);
    }
    var value = questions.model().value(variable.variableKey()).orElse(variable.value());
    return allowance.grants(value.length())
        ? withValue(variable, value)
        : Rendering.cut(variable, MAX_SHOWN);
  }

  @GetMapping("/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    var variable = questions.get(Kinds.VARIABLE, key, "variable");
    return withValue(variable, questions.model().value(key).orElse(variable.value()));
  }

  private static Map<String, @Nullable Object> withValue(Variable variable, String value) {
    var json = Rendering.of(Kinds.VARIABLE, variable);
    json.put("value", value);
    json.put("isTruncated", false);
    return json;
  }

  private static final class Allowance {

    private long left;

    Allowance(long most) {
      this.left = most;
    }

    boolean isSpent() {
      return left <= 0;
    }

    boolean grants(int letters) {
      left -= letters;
      return left >= 0;
    }
  }
}
