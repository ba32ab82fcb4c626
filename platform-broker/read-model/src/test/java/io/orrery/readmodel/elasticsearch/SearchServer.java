package io.orrery.readmodel.elasticsearch;

import java.util.Map;

/// A real server of one of the kinds that the read model and the raw records can lie in.
public interface SearchServer {

  String url();

  /// What an exporter has to be told to reach it.
  Map<String, Object> arguments();

  /// The same, read.
  default ElasticsearchSettings settings() {
    return ElasticsearchSettings.of(arguments());
  }
}
