package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.projection.Change;
import io.orrery.readmodel.projection.StoredDefinitions;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and writes definitions, which each partition tells of. Positions of different partitions
/// cannot be compared, so the version of a definition says whether it is the latest one of its id:
/// once it is not, it never becomes so again. One thread.
final class DefinitionWriter implements StoredDefinitions {

  private static final Kind<ProcessDefinition> KIND = Kind.of(ProcessDefinition.class);

  /// How many definitions of an id are corrected at once.
  private static final int MAX_CORRECTED = 1_000;

  private static final long LATEST = 1;
  private static final long SUPERSEDED = 2;

  /// How many definitions are at hand in case that the indices are deleted.
  static final int MAX_KEPT = 1_000;

  /// How many characters their files have at most.
  static final int MAX_KEPT_CHARACTERS = 8 << 20;

  private final Server server;
  private final DocumentWriter writer;
  private final Map<Long, Kept> kept = new LinkedHashMap<>();
  private int characters;

  DefinitionWriter(Server server, DocumentWriter writer) {
    this.server = server;
    this.writer = writer;
  }

  @Override
  public Optional<Stored> definition(long processDefinitionKey) {
    var id = Long.toString(processDefinitionKey);
    try {
      return server
          .get(KIND.name(), id)
          .map(found -> DocumentJson.document(KIND, found.source()))
          .flatMap(definition ->
              server
                  .get(Names.FILES, id)
                  .map(file -> file.source().get(Mappings.XML))
                  .map(xml -> new Stored(definition, xml.toString())));
    } catch (ReadModelException e) {
      throw unavailable(e);
    }
  }

  private static DestinationUnavailableException unavailable(ReadModelException e) {
    return new DestinationUnavailableException(
        "Elasticsearch gives no definitions: " + e.getMessage(), e);
  }

  /// @throws DestinationUnavailableException if that is not possible now
  void write(Collected collected) {
    var news =
        collected.definitions().stream()
            .map(DefinitionWriter::definition)
            .filter(it -> collected.files().containsKey(it.processDefinitionKey()))
            .map(it -> new Kept(it, collected.files().getOrDefault(it.processDefinitionKey(), "")))
            .toList();
    write(news);
    news.forEach(this::keep);
  }

  /// Writes those once more that were written last.
  void rewrite() {
    write(List.copyOf(kept.values()));
  }

  private void keep(Kept definition) {
    var before = kept.put(definition.key(), definition);
    characters += definition.xml().length() - (before == null ? 0 : before.xml().length());
    var eldest = kept.values().iterator();
    while ((kept.size() > MAX_KEPT || characters > MAX_KEPT_CHARACTERS) && eldest.hasNext()) {
      characters -= eldest.next().xml().length();
      eldest.remove();
    }
  }

  private void write(List<Kept> news) {
    if (news.isEmpty()) {
      return;
    }
    var operations = new ArrayList<BulkOperation>();
    for (var each : news) {
      operations.add(
          DocumentWriter.versioned(
              server.names().alias(Names.FILES),
              Long.toString(each.key()),
              LATEST,
              DocumentJson.file(Texts.whole(each.xml()))));
    }
    try {
      server.refresh(List.of(KIND.name()));
      byId(news).values().forEach(all -> add(all, operations));
    } catch (ReadModelException e) {
      throw unavailable(e);
    }
    writer.write(operations);
  }

  /// Those of the same id and tenant together.
  private static Map<String, List<ProcessDefinition>> byId(List<Kept> news) {
    var byId = new LinkedHashMap<String, List<ProcessDefinition>>();
    for (var each : news) {
      var definition = each.definition();
      byId.computeIfAbsent(
              definition.tenantId() + '\n' + definition.processDefinitionId(),
              _ -> new ArrayList<>())
          .add(definition);
    }
    return byId;
  }

  private static ProcessDefinition definition(Change change) {
    var values = new @Nullable Object[change.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = change.value(i);
    }
    return KIND.fields().document(values);
  }

  private void add(List<ProcessDefinition> news, List<BulkOperation> operations) {
    var known = new LinkedHashMap<Long, ProcessDefinition>();
    likely(news.getFirst()).forEach(it -> known.put(it.processDefinitionKey(), it));
    news.forEach(it -> known.put(it.processDefinitionKey(), it));
    int newest = known.values().stream().mapToInt(ProcessDefinition::version).max().orElse(0);
    for (var definition : known.values()) {
      boolean isLatest = definition.version() == newest;
      operations.add(
          DocumentWriter.versioned(
              server.names().alias(KIND),
              Long.toString(definition.processDefinitionKey()),
              isLatest ? LATEST : SUPERSEDED,
              DocumentJson.of(with(definition, isLatest))));
    }
  }

  private static ProcessDefinition with(ProcessDefinition it, boolean isLatest) {
    return new ProcessDefinition(
        it.processDefinitionKey(),
        it.processDefinitionId(),
        it.name(),
        it.version(),
        it.versionTag(),
        it.resourceName(),
        it.deploymentKey(),
        isLatest,
        it.tenantId());
  }

  /// Definitions of the same id that are taken for the latest one.
  private List<ProcessDefinition> likely(ProcessDefinition one) {
    var query =
        Clauses.all(
            List.<Query>of(
                Clauses.equal("processDefinitionId", Texts.name(one.processDefinitionId())),
                Clauses.equal("tenantId", Texts.name(one.tenantId())),
                Clauses.equal("isLatestVersion", true)));
    return server.search(KIND, Searches.first(query, MAX_CORRECTED)).stream()
        .map(hit -> DocumentJson.document(KIND, hit.getContent().source()))
        .toList();
  }

  /// A definition with its file.
  private record Kept(ProcessDefinition definition, String xml) {

    long key() {
      return definition.processDefinitionKey();
    }
  }
}
