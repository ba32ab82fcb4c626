package io.orrery.readmodel.sql;

import java.util.Map;

/// What databases do differently.
enum Dialect {
  H2(Map.of("text", "VARCHAR", "large", "CHARACTER LARGE OBJECT")),
  POSTGRESQL(Map.of("text", "VARCHAR COLLATE \"C\"", "large", "TEXT"));

  /// In seconds. A server that has gone without a word is noticed by nothing else.
  private static final String CONNECT_TIMEOUT = "10";

  private static final String SOCKET_TIMEOUT = "120";

  private final Map<String, String> types;

  Dialect(Map<String, String> types) {
    this.types = types;
  }

  static Dialect of(String url) {
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new IllegalArgumentException(
        "url must begin with jdbc:h2: or jdbc:postgresql:, but is " + url);
  }

  /// What the migrations call their types.
  Map<String, String> types() {
    return types;
  }

  /// The url with the settings that the read model needs, unless it has its own.
  String complete(String url) {
    return switch (this) {
      case H2 -> {
        var full = withSetting(url, ";", "CACHE_SIZE", "32768");
        full = withSetting(full, ";", "DB_CLOSE_ON_EXIT", "FALSE");
        yield withSetting(full, ";", "LOCK_TIMEOUT", "10000");
      }
      case POSTGRESQL -> withParameter(patient(url), "socketTimeout", SOCKET_TIMEOUT);
    };
  }

  /// As [#complete], but who asks waits for as long as the answer takes.
  String patient(String url) {
    if (this == H2) {
      return complete(url);
    }
    var full = withParameter(url, "reWriteBatchedInserts", "true");
    full = withParameter(full, "tcpKeepAlive", "true");
    return withParameter(full, "connectTimeout", CONNECT_TIMEOUT);
  }

  private static String withParameter(String url, String name, String value) {
    return withSetting(url, url.contains("?") ? "&" : "?", name, value);
  }

  private static String withSetting(String url, String separator, String name, String value) {
    return url.contains(name + "=") ? url : url + separator + name + "=" + value;
  }
}
