package io.orrery.standalone;

/// What kind of read model there is.
enum ReadModelType {
  /// A database, embedded unless a url says otherwise.
  SQL,

  /// None, and therefore no Operate.
  NONE;

  static ReadModelType of(String name) {
    return switch (name) {
      case "sql" -> SQL;
      case "none" -> NONE;
      default ->
          throw new IllegalArgumentException(
              "orrery.read-model.type must be sql or none, not '" + name + "'");
    };
  }
}
