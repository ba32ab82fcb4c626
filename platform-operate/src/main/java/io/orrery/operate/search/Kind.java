package io.orrery.operate.search;

import io.orrery.readmodel.query.InvalidQueryException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A kind of document: its fields by name, those that are enumerations, and what a filter may say
/// beyond its fields.
public final class Kind<T extends Record> {

  private final Class<T> type;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, String> aliases;
  private final Map<String, FilterClause> clauses;

  Kind(
      Class<T> type,
      Map<String, Set<String>> enumerations,
      Map<String, String> aliases,
      Map<String, FilterClause> clauses) {
    this.type = type;
    this.aliases = aliases;
    this.clauses = clauses;
    for (var component : type.getRecordComponents()) {
      fields.put(component.getName(), field(component, enumerations));
    }
  }

  private static Field field(RecordComponent component, Map<String, Set<String>> enumerations) {
    // A record that is not public still lets its own module read it.
    component.getAccessor().setAccessible(true);
    var values = enumerations.get(component.getName());
    return values == null
        ? new Field(component.getName(), Field.Type.of(component), Set.of(), component)
        : new Field(component.getName(), Field.Type.ENUMERATION, values, component);
  }

  public Class<T> type() {
    return type;
  }

  Collection<Field> fields() {
    return fields.values();
  }

  Map<String, FilterClause> clauses() {
    return clauses;
  }

  /// The field with this name.
  ///
  /// @param place where the name stands in the request
  Field field(String name, String place) {
    var field = fields.get(aliases.getOrDefault(name, name));
    if (field == null) {
      throw new InvalidQueryException(
          "%s: there is no field '%s'; there are %s"
              .formatted(
                  place,
                  name,
                  fields.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }
    return field;
  }

  /// The field that names a document: the first.
  Field key() {
    return fields.values().iterator().next();
  }
}
