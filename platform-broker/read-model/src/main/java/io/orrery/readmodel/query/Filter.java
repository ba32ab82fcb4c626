package io.orrery.readmodel.query;

import io.orrery.readmodel.document.Document;
import java.util.List;

/// What a document must be like.
public sealed interface Filter {

  /// Every document.
  Filter ALL = new And(List.of());

  /// All of these hold.
  record And(List<Filter> filters) implements Filter {
    public And {
      filters = List.copyOf(filters);
    }
  }

  /// At least one of these holds.
  record Or(List<Filter> filters) implements Filter {
    public Or {
      filters = List.copyOf(filters);
    }
  }

  /// A field compares like this with a value: a Long, Integer, Boolean, String or Instant, as the
  /// field is. `LIKE` has `*` for any characters, `?` for one, and `\` before one that is meant.
  record Compare(String field, Operator operator, Object value) implements Filter {}

  /// A field has one of the values.
  record In(String field, List<?> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /// A field has a value, or has none.
  record Exists(String field, boolean exists) implements Filter {}

  /// A process instance has a variable, in any scope, whose value compares like this.
  ///
  /// @param value JSON text
  record HasVariable(String name, Operator operator, String value) implements Filter {}

  /// A process instance is, or was, at an element: a live instance counts only while it is there.
  record IsAt(String elementId) implements Filter {}

  /// A process instance has an open incident whose message is this one.
  record HasIncident(String errorMessage) implements Filter {}

  /// A process instance has, or has not, a document of another kind that a filter of fields
  /// accepts.
  ///
  /// @param kind documents with a field `processInstanceKey`
  record Has(Class<? extends Document> kind, Filter filter, boolean exists) implements Filter {}

  /// How two values compare.
  enum Operator {
    EQ,
    NEQ,
    GT,
    GTE,
    LT,
    LTE,
    LIKE
  }

  static Filter eq(String field, Object value) {
    return new Compare(field, Operator.EQ, value);
  }
}
