package io.orrery.exporter.api;

/// What a record says. The names of the components of an implementation are the names of the fields
/// in the public schema, but that a boolean `isOpen` is the field `open` there; a [Json] component
/// is written as it is.
public interface RecordValue {

  /// The tenant of everything here.
  String DEFAULT_TENANT = "<default>";

  /// JSON text.
  record Json(String text) {

    /// The empty object.
    public static final Json EMPTY = new Json("{}");

    @Override
    public String toString() {
      return text;
    }
  }
}
