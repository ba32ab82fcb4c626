package io.orrery.bpmn.expression;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The variables that an expression sees: those of its scope, then of the scopes around it.
public interface Variables {

  /// No variables at all.
  Variables NONE = name -> null;

  /// The raw JSON text, in UTF-8, of the nearest variable with this name, or null if there is none.
  byte @Nullable [] value(String name);

  /// The names that can be seen; only asked for when an expression failed, to help the reader.
  default Collection<String> names() {
    return List.of();
  }
}
