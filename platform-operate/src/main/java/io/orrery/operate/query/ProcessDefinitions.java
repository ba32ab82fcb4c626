package io.orrery.operate.query;

import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.Rendering;
import io.orrery.operate.search.SearchRequest;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.query.ElementStatistics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Questions about process definitions.
@RestController
@RequestMapping("/v2/process-definitions")
public record ProcessDefinitions(Questions questions) {

  private static final String WHAT = "process definition";
  private static final MediaType XML = new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8);

  @PostMapping("/search")
  Rendering.SearchAnswer search(@RequestBody(required = false) @Nullable JsonNode body) {
    return questions.search(Kinds.PROCESS_DEFINITION, body);
  }

  @GetMapping("/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    return questions.show(Kinds.PROCESS_DEFINITION, key, WHAT);
  }

  /// Whatever the caller accepts: published clients say JSON and mean this.
  @GetMapping("/{key}/xml")
  ResponseEntity<String> xml(@PathVariable long key) {
    var xml = questions.model().xml(key).orElseThrow(() -> ProblemException.notFound(WHAT, key));
    return ResponseEntity.ok().contentType(XML).body(xml);
  }

  @PostMapping("/{key}/statistics/element-instances")
  Items<ElementStatistics> statistics(
      @PathVariable long key, @RequestBody(required = false) @Nullable JsonNode body) {
    questions.get(Kinds.PROCESS_DEFINITION, key, WHAT);
    var instances = SearchRequest.filterOnly(Kinds.PROCESS_INSTANCE, body);
    return new Items<>(questions.model().elementStatistics(key, instances));
  }
}
