package io.orrery.readmodel.elasticsearch.records;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.ValueType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/// The templates and indices of raw records. One thread.
final class Indices {

  /// How many indices are dropped in one go.
  static final int MAX_DROPPED = 50;

  /// Other templates for the same indices have to have less.
  private static final int PRIORITY = 20;

  private static final int MAX_KNOWN = 1_000;
  private static final int BAD_REQUEST = 400;

  private final ElasticsearchClient client;
  private final RecordsSettings settings;
  private final IndexNames names;
  private final Logger log;
  private final Set<String> known = new HashSet<>();
  private final Set<ValueType> put = EnumSet.noneOf(ValueType.class);

  Indices(ElasticsearchClient client, RecordsSettings settings, IndexNames names, Logger log) {
    this.client = client;
    this.settings = settings;
    this.names = names;
    this.log = log;
  }

  /// Puts the template of what all records have in common; those of each kind are put again when
  /// one of that kind comes. Where they are already and the same, that changes nothing.
  void begin() {
    known.clear();
    put.clear();
    ask(() ->
        client
            .cluster()
            .putComponentTemplate(
                it -> it.name(names.common()).withJson(reader(commonTemplate()))));
  }

  private void putTemplate(ValueType type) throws IOException {
    if (!put.contains(type)) {
      client
          .indices()
          .putIndexTemplate(it -> it.name(names.template(type)).withJson(reader(template(type))));
      put.add(type);
    }
  }

  private JsonObject commonTemplate() {
    var index =
        Json.createObjectBuilder().add("settings", settings(1)).add("mappings", Mappings.common());
    return Json.createObjectBuilder()
        .add("version", Mappings.VERSION)
        .add("template", index)
        .build();
  }

  private JsonObject settings(int shards) {
    return Json.createObjectBuilder()
        .add(
            "index",
            Json.createObjectBuilder()
                .add("number_of_shards", settings.shards() == 0 ? shards : settings.shards())
                .add("number_of_replicas", settings.replicas()))
        .build();
  }

  private JsonObject template(ValueType type) {
    var alias = Json.createObjectBuilder().add(names.alias(type), JsonObject.EMPTY_JSON_OBJECT);
    var index =
        Json.createObjectBuilder()
            .add("settings", settings(shards(type)))
            .add("aliases", alias)
            .add("mappings", Mappings.of(type));
    return Json.createObjectBuilder()
        .add("index_patterns", Json.createArrayBuilder().add(names.pattern(type)))
        .add("composed_of", Json.createArrayBuilder().add(names.common()))
        .add("priority", PRIORITY)
        .add("version", Mappings.VERSION)
        .add("template", index)
        .build();
  }

  /// There are more records of these than of others.
  private static int shards(ValueType type) {
    return switch (type) {
      case PROCESS_INSTANCE, JOB -> 3;
      default -> 1;
    };
  }

  /// Makes sure that an index is there and has all fields, once for each.
  void prepare(String index, ValueType type) {
    if (known.contains(index)) {
      return;
    } else if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    ask(() -> {
      putTemplate(type);
      if (!create(index)) {
        addFields(index, type);
      }
    });
    known.add(index);
  }

  /// An index that is there already may be of an older build, which knew fewer fields. If it cannot
  /// have them, it is for each document to find that out.
  private void addFields(String index, ValueType type) throws IOException {
    try {
      client.indices().putMapping(it -> it.index(index).withJson(reader(Mappings.whole(type))));
    } catch (ElasticsearchException e) {
      if (e.status() != BAD_REQUEST) {
        throw e;
      }
      log.warn("Index {} cannot have all fields of records: {}", index, e.getMessage());
    }
  }

  private boolean create(String index) throws IOException {
    try {
      client.indices().create(it -> it.index(index));
      return true;
    } catch (ElasticsearchException e) {
      if ("resource_already_exists_exception".equals(e.error().type())) {
        return false;
      }
      throw e;
    }
  }

  /// Drops the oldest indices of days before this one, a bounded number of them.
  ///
  /// @return their names
  List<String> dropBefore(LocalDate day) {
    var old = new ArrayList<String>();
    ask(() -> {
      var found = client.indices().getAlias(it -> it.index(names.pattern()));
      found.aliases().keySet().stream()
          .filter(index -> names.day(index).filter(day::isAfter).isPresent())
          .sorted()
          .limit(MAX_DROPPED)
          .forEach(old::add);
      if (!old.isEmpty()) {
        client.indices().delete(it -> it.index(old).ignoreUnavailable(true));
        known.removeAll(old);
      }
    });
    return old;
  }

  private static StringReader reader(JsonObject json) {
    return new StringReader(json.toString());
  }

  private static void ask(Question question) {
    try {
      question.ask();
    } catch (IOException | RuntimeException e) {
      throw new DestinationUnavailableException(
          "Elasticsearch does not let the indices of records be prepared: " + e.getMessage(), e);
    }
  }

  private interface Question {
    void ask() throws IOException;
  }
}
