package io.orrery.operate.query;

import io.orrery.operate.search.Kind;
import io.orrery.operate.search.Kinds;
import io.orrery.operate.search.MemorySearch;
import io.orrery.operate.search.Rendering;
import io.orrery.operate.search.SearchRequest;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.IncidentStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Counts over all instances: what runs where, and what fails why.
@RestController
public record Statistics(ReadModel model) {

  private static final Kind<ByProcess> BY_PROCESS = Kinds.plain(ByProcess.class, Map.of());
  private static final Kind<ByVersion> BY_VERSION = Kinds.plain(ByVersion.class, Map.of());
  private static final Kind<ByError> BY_ERROR = Kinds.plain(ByError.class, Map.of());

  @PostMapping("/v2/process-definitions/statistics/process-instances")
  Rendering.SearchAnswer byProcess(@RequestBody(required = false) @Nullable JsonNode body) {
    Map<String, ByProcess> processes = new LinkedHashMap<>();
    model
        .definitionStatistics()
        .forEach(version ->
            processes.merge(version.processDefinitionId(), ByProcess.of(version), ByProcess::and));
    return answer(BY_PROCESS, body, List.copyOf(processes.values()));
  }

  @PostMapping("/v2/process-definitions/statistics/process-instances-by-version")
  Rendering.SearchAnswer byVersion(@RequestBody(required = false) @Nullable JsonNode body) {
    return answer(
        BY_VERSION, body, model.definitionStatistics().stream().map(ByVersion::of).toList());
  }

  @PostMapping("/v2/incidents/statistics/process-instances-by-error")
  Rendering.SearchAnswer byError(@RequestBody(required = false) @Nullable JsonNode body) {
    return answer(BY_ERROR, body, model.incidentStatistics().stream().map(ByError::of).toList());
  }

  /// Unless the request sorts, in the order of the read model: the most first.
  private static <T extends Record> Rendering.SearchAnswer answer(
      Kind<T> kind, @Nullable JsonNode body, List<T> rows) {
    return Rendering.page(kind, MemorySearch.search(SearchRequest.read(kind, body), rows));
  }

  record ByProcess(
      String processDefinitionId,
      String tenantId,
      String latestProcessDefinitionName,
      int latestProcessDefinitionVersion,
      boolean hasMultipleVersions,
      long activeInstancesWithoutIncidentCount,
      long activeInstancesWithIncidentCount) {

    static ByProcess of(DefinitionStatistics version) {
      return new ByProcess(
          version.processDefinitionId(),
          "<default>",
          version.processDefinitionName(),
          version.version(),
          false,
          version.activeWithoutIncident(),
          version.activeWithIncident());
    }

    ByProcess and(ByProcess other) {
      var latest =
          latestProcessDefinitionVersion > other.latestProcessDefinitionVersion ? this : other;
      return new ByProcess(
          processDefinitionId,
          tenantId,
          latest.latestProcessDefinitionName,
          latest.latestProcessDefinitionVersion,
          true,
          activeInstancesWithoutIncidentCount + other.activeInstancesWithoutIncidentCount,
          activeInstancesWithIncidentCount + other.activeInstancesWithIncidentCount);
    }
  }

  record ByVersion(
      String processDefinitionId,
      String tenantId,
      long processDefinitionKey,
      String processDefinitionName,
      int processDefinitionVersion,
      long activeInstancesWithoutIncidentCount,
      long activeInstancesWithIncidentCount) {

    static ByVersion of(DefinitionStatistics version) {
      return new ByVersion(
          version.processDefinitionId(),
          "<default>",
          version.processDefinitionKey(),
          version.processDefinitionName(),
          version.version(),
          version.activeWithoutIncident(),
          version.activeWithIncident());
    }
  }

  record ByError(
      int errorHashCode,
      String errorMessage,
      String errorType,
      long activeInstancesWithErrorCount) {

    static ByError of(IncidentStatistics error) {
      return new ByError(
          error.errorHashCode(), error.errorMessage(), error.errorType(), error.instances());
    }
  }
}
