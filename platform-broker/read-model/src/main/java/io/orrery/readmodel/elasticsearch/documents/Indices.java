package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.orrery.exporter.api.DestinationUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.data.elasticsearch.core.document.Document;
import org.springframework.data.elasticsearch.core.index.AliasAction;
import org.springframework.data.elasticsearch.core.index.AliasActionParameters;
import org.springframework.data.elasticsearch.core.index.AliasActions;
import org.springframework.data.elasticsearch.core.index.PutIndexTemplateRequest;
import org.springframework.data.elasticsearch.core.index.Settings;
import org.springframework.data.elasticsearch.core.mapping.IndexCoordinates;

/// The templates and the indices of the read model.
final class Indices {

  /// How long what was written may stay unseen while nobody asks how far the read model is.
  private static final String REFRESH = "5s";

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "index.refresh_interval",
          REFRESH,
          "index.auto_expand_replicas",
          "0-1",
          "index.number_of_shards",
          1);

  private final Server server;
  private final Names names;

  Indices(Server server) {
    this.server = server;
    this.names = server.names();
  }

  /// Makes what is not there.
  ///
  /// @return what was made, by the names in [Names]
  /// @throws DestinationUnavailableException if that is not possible now
  List<String> ensure() {
    return ask(() -> {
      var there = there();
      addFields(there);
      var missing = Names.all().stream().filter(it -> !there.contains(it)).toList();
      if (missing.isEmpty()) {
        return List.of();
      }
      // The server does together what it is asked for together.
      atOnce(Names.all(), this::putTemplate);
      var made = new ConcurrentLinkedQueue<String>();
      atOnce(
          missing,
          kept -> {
            if (create(names.index(kept))) {
              made.add(kept);
            } else {
              giveAlias(kept);
            }
          });
      return made.stream().sorted().toList();
    });
  }

  /// Gives indices the fields that came after them.
  private void addFields(Set<String> there) throws IOException {
    var indices = there.stream().map(names::index).toList();
    if (indices.isEmpty()) {
      return;
    }
    var known =
        server.client().indices().getMapping(it -> it.index(indices).ignoreUnavailable(true));
    var old =
        there.stream()
            .filter(kept -> {
              var mapping = known.mappings().get(names.index(kept));
              return mapping != null
                  && !mapping
                      .mappings()
                      .properties()
                      .keySet()
                      .containsAll(Mappings.properties(kept).keySet());
            })
            .toList();
    atOnce(old, this::putTemplate);
    atOnce(
        old,
        kept ->
            server
                .template()
                .indexOps(IndexCoordinates.of(names.index(kept)))
                .putMapping(Document.from(Mappings.of(kept))));
  }

  private static void atOnce(List<String> all, Work work) throws IOException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<?>>();
      for (var kept : all) {
        answers.add(
            threads.submit(() -> {
              work.on(kept);
              return kept;
            }));
      }
      for (var answer : answers) {
        answer.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /// Whether something is gone that was there.
  boolean areIncomplete() {
    return ask(() -> {
      var there = there();
      return Names.all().stream().anyMatch(it -> !there.contains(it));
    });
  }

  /// What is there, with its alias, by the names in [Names].
  private Set<String> there() throws IOException {
    var indices = Names.all().stream().map(names::index).toList();
    var found = server.client().indices().getAlias(it -> it.index(indices).ignoreUnavailable(true));
    return Names.all().stream()
        .filter(kept -> {
          var index = found.aliases().get(names.index(kept));
          return index != null && index.aliases().containsKey(names.alias(kept));
        })
        .collect(Collectors.toSet());
  }

  private void putTemplate(String kept) {
    var alias =
        new AliasAction.Add(
            AliasActionParameters.builderForTemplate().withAliases(names.alias(kept)).build());
    server
        .template()
        .indexOps(IndexCoordinates.of(names.index(kept)))
        .putIndexTemplate(
            PutIndexTemplateRequest.builder()
                .withName(names.index(kept))
                .withIndexPatterns(names.index(kept))
                .withSettings(new Settings(SETTINGS))
                .withMapping(Document.from(Mappings.of(kept)))
                .withAliasActions(new AliasActions(alias))
                .build());
  }

  private boolean create(String index) throws IOException {
    try {
      server.client().indices().create(it -> it.index(index));
      return true;
    } catch (ElasticsearchException e) {
      if ("resource_already_exists_exception".equals(e.error().type())) {
        return false;
      }
      throw e;
    }
  }

  private void giveAlias(String kept) throws IOException {
    server.client().indices().putAlias(it -> it.index(names.index(kept)).name(names.alias(kept)));
  }

  private static <R> R ask(Server.Question<R> question) {
    try {
      return question.ask();
    } catch (IOException | RuntimeException e) {
      throw new DestinationUnavailableException(
          "Elasticsearch does not let the indices of the read model be prepared: " + e.getMessage(),
          e);
    }
  }

  /// Something to be done with one of [Names].
  private interface Work {
    void on(String kept) throws IOException;
  }
}
