package io.orrery.readmodel.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.transport.instrumentation.NoopInstrumentation;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/// An open way to Elasticsearch. Opening it asks nothing, so it works also while the server is
/// away. Safe for use by several threads.
public final class Connection implements AutoCloseable {

  private final ElasticsearchClient client;

  private Connection(ElasticsearchClient client) {
    this.client = client;
  }

  /// @throws IllegalArgumentException if the certificates cannot be read
  public static Connection open(ElasticsearchSettings settings) {
    var rest =
        Rest5Client.builder(settings.urls())
            .setHttpClient(HttpClients.create(settings))
            .setDefaultHeaders(headers(settings.authentication()))
            .build();
    var transport =
        new Rest5ClientTransport(
            rest, SimpleJsonpMapper.INSTANCE, null, NoopInstrumentation.INSTANCE);
    return new Connection(new ElasticsearchClient(transport));
  }

  private static Header[] headers(ElasticsearchSettings.Authentication authentication) {
    var value = authentication.header();
    return value == null
        ? new Header[0]
        : new Header[] {new BasicHeader(HttpHeaders.AUTHORIZATION, value, true)};
  }

  public ElasticsearchClient client() {
    return client;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
