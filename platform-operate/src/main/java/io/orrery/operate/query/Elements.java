package io.orrery.operate.query;

import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import io.orrery.readmodel.query.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Questions about element instances.
@RestController
@RequestMapping("/v2/element-instances")
public record Elements(Questions questions) {

  private static final String WHAT = "element instance";

  @PostMapping("/search")
  Rendering.SearchAnswer search(@RequestBody(required = false) @Nullable JsonNode body) {
    return questions.search(Kinds.ELEMENT_INSTANCE, body);
  }

  @GetMapping("/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    return questions.show(Kinds.ELEMENT_INSTANCE, key, WHAT);
  }

  @PostMapping("/{key}/incidents/search")
  Rendering.SearchAnswer incidents(
      @PathVariable long key, @RequestBody(required = false) @Nullable JsonNode body) {
    questions.get(Kinds.ELEMENT_INSTANCE, key, WHAT);
    return questions.search(Kinds.INCIDENT, body, Filter.eq("elementInstanceKey", key));
  }
}
