package io.orrery.operate.audit;

import io.orrery.operate.search.Kind;
import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.MemorySearch;
import io.orrery.operate.search.Rendering;
import io.orrery.operate.search.SearchRequest;
import io.orrery.operate.web.ProblemException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Questions about what was done.
@RestController
public record AuditController(AuditLog log) {

  private static final Kind<AuditEntry> ENTRIES =
      Kinds.plain(
          AuditEntry.class,
          Map.of(
              "operationType",
              Set.of(),
              "entityType",
              Set.of(),
              "result",
              Set.of("SUCCESS", "FAIL")));

  @PostMapping("/v2/audit-logs/search")
  Rendering.SearchAnswer search(@RequestBody(required = false) @Nullable JsonNode body) {
    return Rendering.page(
        ENTRIES, MemorySearch.search(SearchRequest.read(ENTRIES, body), log.entries()));
  }

  @GetMapping("/v2/audit-logs/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    return log.entries().stream()
        .filter(entry -> entry.auditLogKey() == key)
        .findFirst()
        .map(entry -> Rendering.of(ENTRIES, entry))
        .orElseThrow(() -> ProblemException.notFound("audit entry", key));
  }
}
