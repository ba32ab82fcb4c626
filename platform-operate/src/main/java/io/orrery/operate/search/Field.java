package io.orrery.operate.search;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A field of a kind of document.
///
/// @param name what the document calls it
/// @param type what its values are
/// @param values the values of an enumeration; none if any word will do
/// @param component how to read it
record Field(String name, Type type, Set<String> values, RecordComponent component) {

  /// What the values of a field are.
  enum Type {
    KEY("a key"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    TEXT("a text"),
    ENUMERATION("one of its values"),
    INSTANT("an instant such as 2026-11-20T12:00:00Z");

    final String expected;

    Type(String expected) {
      this.expected = expected;
    }

    static Type of(RecordComponent component) {
      var type = component.getType();
      var isLong = type == long.class || type == Long.class;
      if (isLong && component.getName().endsWith("Key")) {
        return KEY;
      }
      if (isLong || type == int.class || type == Integer.class) {
        return NUMBER;
      }
      if (type == boolean.class || type == Boolean.class) {
        return BOOLEAN;
      }
      return type == Instant.class ? INSTANT : TEXT;
    }
  }

  boolean isWide() {
    return component.getType() == long.class || component.getType() == Long.class;
  }

  @Nullable Object read(Record document) {
    try {
      return component.getAccessor().invoke(document);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
