package io.orrery.readmodel.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How to say where Elasticsearch is.
class ElasticsearchSettingsTest {

  private static final String URL = "http://localhost:9200";

  @Test
  void readsSeveralNodes() {
    var settings = ElasticsearchSettings.of(Map.of("url", List.of(URL, "https://other/path")));
    assertThat(settings.urls()).hasSize(2);
    assertThat(settings.isOpenSearch()).isFalse();
    assertThat(settings.authentication().header()).isNull();
  }

  @Test
  void knowsTwoWaysToSayWhoAsks() {
    var name = Map.<String, Object>of("username", "me", "password", "secret");
    assertThat(
            ElasticsearchSettings.of(Map.of("url", URL, "authentication", name)).authentication())
        .hasToString("given")
        .extracting(ElasticsearchSettings.Authentication::header)
        .isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(
            ElasticsearchSettings.of(Map.of("url", URL, "authentication.api-key", "abc"))
                .authentication()
                .header())
        .isEqualTo("ApiKey abc");
  }

  @Test
  void refusesByName() {
    assertRefused(Map.of(), "url is missing");
    assertRefused(Map.of("url", "localhost:9200"), "url must be like http://localhost:9200");
    assertRefused(Map.of("url", "ftp://localhost"), "but is ftp://localhost");
    assertRefused(Map.of("url", URL, "tls.verification", "some"), "tls.verification must be full");
    assertRefused(Map.of("url", URL, "tls.ca-certificate", "no-such.pem"), "no-such.pem");
    assertRefused(Map.of("url", URL, "request-timeout", "1d"), "request-timeout must be at most");
    assertRefused(Map.of("url", URL, "colour", "red"), "unknown: [colour]");
    assertRefused(
        Map.of("url", URL, "authentication", Map.of("username", "me", "api-key", "abc")),
        "cannot both be given");
  }

  private static void assertRefused(Map<String, Object> arguments, String reason) {
    assertThatThrownBy(() -> ElasticsearchSettings.of(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
