package io.orrery.standalone;

/// What kind of read model there is.
enum ReadModelType {
  /// A database, embedded unless a url says otherwise.
  SQL,

  /// Elasticsearch, or OpenSearch.
  ELASTICSEARCH,

  /// None, and therefore no Operate.
  NONE;

  static ReadModelType of(String name) {
    return switch (name) {
      case "sql" -> SQL;
      case "elasticsearch" -> ELASTICSEARCH;
      case "none" -> NONE;
      default ->
          throw new IllegalArgumentException(
              "orrery.read-model.type must be sql, elasticsearch or none, not '" + name + "'");
    };
  }

  /// The name of the configuration class that opens it; naming it loads nothing.
  String part() {
    return switch (this) {
      case SQL -> SqlPart.class.getName();
      case ELASTICSEARCH -> ElasticsearchPart.class.getName();
      case NONE -> throw new IllegalStateException("there is no read model to open");
    };
  }
}
