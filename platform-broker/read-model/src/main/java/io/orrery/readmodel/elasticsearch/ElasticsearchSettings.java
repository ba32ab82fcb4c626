package io.orrery.readmodel.elasticsearch;

import io.orrery.readmodel.settings.Given;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How Elasticsearch is reached.
///
/// @param urls the nodes; if one does not answer another one is tried
/// @param isOpenSearch whether the server is OpenSearch, which is told in the words that it knows
public record ElasticsearchSettings(
    List<URI> urls,
    Authentication authentication,
    Tls tls,
    Timeouts timeouts,
    boolean isOpenSearch) {

  static final int MAX_URLS = 32;
  static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

  public ElasticsearchSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty() || urls.size() > MAX_URLS) {
      throw new IllegalArgumentException("url must name from 1 to %d nodes".formatted(MAX_URLS));
    }
  }

  /// A server without authentication.
  public static ElasticsearchSettings of(String url) {
    return of(Map.of("url", url));
  }

  /// The settings in an exporter's arguments, and nothing else.
  ///
  /// @throws IllegalArgumentException if one is unknown, missing or cannot be read; it is named
  public static ElasticsearchSettings of(Map<String, Object> arguments) {
    var given = Given.of(arguments);
    var settings = take(given);
    given.refuseTheRest();
    return settings;
  }

  /// Takes what says how Elasticsearch is reached out of an exporter's arguments.
  public static ElasticsearchSettings take(Given given) {
    var urls = given.texts("url");
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("url is missing");
    }
    return new ElasticsearchSettings(
        urls.stream().map(ElasticsearchSettings::uri).toList(),
        Authentication.take(given),
        Tls.take(given),
        Timeouts.take(given),
        given.flag("opensearch", false));
  }

  private static URI uri(String text) {
    try {
      var uri = URI.create(text);
      var scheme = uri.getScheme();
      if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new IllegalArgumentException("url must be like http://localhost:9200, but is " + text);
  }

  /// Who asks.
  ///
  /// @param header what is sent as `Authorization`, null for nothing
  public record Authentication(@Nullable String header) {

    static final Authentication NONE = new Authentication(null);

    static Authentication take(Given given) {
      var name = given.text("authentication.username");
      var password = given.text("authentication.password", "");
      var key = given.text("authentication.api-key");
      if (name != null && key != null) {
        throw new IllegalArgumentException(
            "authentication.api-key and authentication.username cannot both be given");
      } else if (key != null) {
        return new Authentication("ApiKey " + key);
      } else if (name == null) {
        return NONE;
      }
      var pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
      return new Authentication("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /// Without what is secret.
    @Override
    public String toString() {
      return header == null ? "none" : "given";
    }
  }

  /// Whom to trust.
  ///
  /// @param authorities a PEM file with the certificates of the authorities that are trusted, null
  ///   for those that the JDK trusts
  public record Tls(@Nullable Path authorities, Verification verification) {

    static Tls take(Given given) {
      var file = given.text("tls.ca-certificate");
      var path = file == null ? null : Path.of(file);
      if (path != null && !Files.isReadable(path)) {
        throw new IllegalArgumentException("tls.ca-certificate: cannot read " + path);
      }
      return new Tls(path, Verification.of(given.text("tls.verification", "full")));
    }
  }

  /// What is looked at in the certificate of the server.
  public enum Verification {
    /// Who signed it, and whether it is for this host.
    FULL,
    /// Who signed it.
    CERTIFICATE,
    /// Nothing.
    NONE;

    static Verification of(String name) {
      for (var each : values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
          return each;
        }
      }
      throw new IllegalArgumentException(
          "tls.verification must be full, certificate or none, but is " + name);
    }
  }

  /// How long is waited.
  ///
  /// @param connect for a connection
  /// @param request for an answer
  public record Timeouts(Duration connect, Duration request) {

    static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));

    public Timeouts {
      check("connect-timeout", connect);
      check("request-timeout", request);
    }

    static Timeouts take(Given given) {
      return new Timeouts(
          given.duration("connect-timeout", DEFAULT.connect),
          given.duration("request-timeout", DEFAULT.request));
    }

    private static void check(String name, Duration timeout) {
      if (timeout.compareTo(MAX_TIMEOUT) > 0) {
        throw new IllegalArgumentException(
            "%s must be at most %d s".formatted(name, MAX_TIMEOUT.toSeconds()));
      }
    }
  }
}
