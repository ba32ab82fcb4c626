package io.orrery.operate.query;

import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Questions about incidents.
@RestController
@RequestMapping("/v2/incidents")
public record Incidents(Questions questions) {

  @PostMapping("/search")
  Rendering.SearchAnswer search(@RequestBody(required = false) @Nullable JsonNode body) {
    return questions.search(Kinds.INCIDENT, body);
  }

  @GetMapping("/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    return questions.show(Kinds.INCIDENT, key, "incident");
  }
}
