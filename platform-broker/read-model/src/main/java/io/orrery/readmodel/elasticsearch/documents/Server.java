package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.bulk.Causes;
import io.orrery.readmodel.schema.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.elasticsearch.client.elc.ElasticsearchTemplate;
import org.springframework.data.elasticsearch.client.elc.NativeQuery;
import org.springframework.data.elasticsearch.core.SearchHits;
import org.springframework.data.elasticsearch.core.convert.ElasticsearchCustomConversions;
import org.springframework.data.elasticsearch.core.convert.MappingElasticsearchConverter;
import org.springframework.data.elasticsearch.core.mapping.IndexCoordinates;
import org.springframework.data.elasticsearch.core.mapping.SimpleElasticsearchMappingContext;

/// The read model's part of a server: its indices, asked and written through their aliases. Safe
/// for use by several threads.
final class Server {

  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  /// How long a question waits for an index that the server is just bringing up.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ElasticsearchClient client;
  private final ElasticsearchTemplate template;
  private final Names names;
  private final Duration patience;

  Server(Connection connection, String prefix) {
    this(connection, prefix, PATIENCE);
  }

  /// @param patience how long a question waits for an index that the server is just bringing up
  Server(Connection connection, String prefix, Duration patience) {
    this.patience = patience;
    var transport = (Rest5ClientTransport) connection.client()._transport();
    // Whatever is kept can be read as a map only by a mapper that knows any object.
    this.client =
        new ElasticsearchClient(
            new Rest5ClientTransport(transport.restClient(), new JacksonJsonpMapper()));
    var converter = new MappingElasticsearchConverter(new SimpleElasticsearchMappingContext());
    converter.setConversions(new ElasticsearchCustomConversions(List.of(new Found.Reader())));
    converter.afterPropertiesSet();
    this.template = new ElasticsearchTemplate(client, converter);
    this.names = new Names(prefix);
  }

  ElasticsearchClient client() {
    return client;
  }

  ElasticsearchTemplate template() {
    return template;
  }

  Names names() {
    return names;
  }

  SearchHits<Found> search(Kind<?> kind, NativeQuery query) {
    return search(kind.name(), query);
  }

  /// @param kept a name of [Names]
  SearchHits<Found> search(String kept, NativeQuery query) {
    var index = IndexCoordinates.of(names.alias(kept));
    return read(kept, () -> template.search(query, Found.class, index));
  }

  /// A document by its id, as it is, whether searches see it already or not.
  Optional<Found> get(String kept, String id) {
    // A map that was read has texts for its keys.
    @SuppressWarnings("unchecked")
    var type = (Class<Map<String, Object>>) (Class<?>) Map.class;
    return read(
        kept,
        () -> {
          try {
            var found = client.get(it -> it.index(names.alias(kept)).id(id), type);
            return Optional.ofNullable(found.source()).map(Found::new);
          } catch (ElasticsearchException e) {
            if (e.status() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /// Asks an index. One that was made only now, or whose server has just begun, is there and cannot
  /// be asked: that is waited for, once.
  ///
  /// @param kept a name of [Names]
  <R> R read(String kept, Question<R> question) {
    return ask(() -> {
      try {
        return question.ask();
      } catch (IOException | RuntimeException e) {
        if (Causes.status(e) != UNAVAILABLE || !comesUp(names.alias(kept), e)) {
          throw e;
        }
        return question.ask();
      }
    });
  }

  /// An index that was just made counts as yellow, so the status would not tell.
  private boolean comesUp(String alias, Exception failure) {
    try {
      var health =
          client
              .cluster()
              .health(it ->
                  it.index(alias)
                      .waitForActiveShards(shards -> shards.count(1))
                      .timeout(time -> time.time(patience.toMillis() + "ms")));
      return !health.timedOut();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /// Lets searches see all that was written before.
  void refresh(Collection<String> kept) {
    var aliases = kept.stream().map(names::alias).toList();
    ask(() -> client.indices().refresh(it -> it.index(aliases).ignoreUnavailable(true)));
  }

  /// Does something that may fail because of the server.
  ///
  /// @throws ReadModelException if it does
  static <R> R ask(Question<R> question) {
    try {
      return question.ask();
    } catch (IOException | RuntimeException e) {
      throw new ReadModelException("the read model cannot be asked", e);
    }
  }

  /// Something to be asked.
  interface Question<R> {
    R ask() throws IOException;
  }
}
