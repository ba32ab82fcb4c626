package io.orrery.readmodel.elasticsearch;

import io.orrery.readmodel.elasticsearch.ElasticsearchSettings.Verification;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Makes HTTP clients as Elasticsearch needs them: few connections, no second tries of their own,
/// no cookies, no redirects.
final class HttpClients {

  private static final int MAX_CONNECTIONS = 16;
  private static final TimeValue IDLE = TimeValue.ofSeconds(5);

  /// By this header the client knows that it talks to Elasticsearch.
  private static final String PRODUCT = "X-Elastic-Product";

  /// How Elasticsearch 9 calls JSON, with its own version behind it.
  private static final String OWN_JSON = "vnd.elasticsearch+";

  private HttpClients() {}

  static CloseableHttpAsyncClient create(ElasticsearchSettings settings) {
    var timeout = Timeout.of(settings.timeouts().request());
    var builder =
        HttpAsyncClientBuilder.create()
            .setConnectionManager(connections(settings))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(timeout)
                    .setResponseTimeout(timeout)
                    .build())
            .setIOReactorConfig(
                IOReactorConfig.custom().setIoThreadCount(1).setSoTimeout(timeout).build())
            .setThreadFactory(Thread.ofPlatform().daemon().name("elasticsearch-", 0).factory())
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAuthCaching();
    if (settings.isOpenSearch()) {
      speakOpenSearch(builder);
    }
    return builder.build();
  }

  private static PoolingAsyncClientConnectionManager connections(ElasticsearchSettings settings) {
    var connect = settings.timeouts().connect();
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connect))
                .setValidateAfterInactivity(IDLE)
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .setHandshakeTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
                .build())
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .setMaxConnTotal(MAX_CONNECTIONS * settings.urls().size())
        .setTlsStrategy(tls(settings.tls()))
        .build();
  }

  private static TlsStrategy tls(ElasticsearchSettings.Tls tls) {
    var isForHost = tls.verification() == Verification.FULL;
    return ClientTlsStrategyBuilder.create()
        .setSslContext(Trust.of(tls))
        .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
        .setHostnameVerifier(
            isForHost ? new DefaultHostnameVerifier() : NoopHostnameVerifier.INSTANCE)
        .buildAsync();
  }

  /// OpenSearch knows neither the names that Elasticsearch has for JSON nor the header by which the
  /// client recognises it.
  private static void speakOpenSearch(HttpAsyncClientBuilder builder) {
    builder.addRequestInterceptorLast((request, _, _) -> {
      callJsonByItsName(request, HttpHeaders.CONTENT_TYPE);
      callJsonByItsName(request, HttpHeaders.ACCEPT);
    });
    builder.addResponseInterceptorFirst(
        (response, _, _) -> response.setHeader(PRODUCT, "Elasticsearch"));
  }

  private static void callJsonByItsName(HttpMessage message, String header) {
    var found = message.getFirstHeader(header);
    if (found != null && found.getValue().contains(OWN_JSON)) {
      var isLines = found.getValue().contains(OWN_JSON + "x-ndjson");
      message.setHeader(header, isLines ? "application/x-ndjson" : "application/json");
    }
  }
}
