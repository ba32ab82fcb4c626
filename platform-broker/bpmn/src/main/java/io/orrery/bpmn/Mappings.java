package io.orrery.bpmn;

import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.expression.RawJson;
import io.orrery.bpmn.expression.Variables;
import io.orrery.bpmn.model.Mapping;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Applies input and output mappings: variables in, raw JSON values by variable name out.
///
/// Mappings are applied in order, and a later source sees what earlier ones have written.
public final class Mappings {

  /// How much JSON text the mappings of an element may make together: as much as a request may
  /// have.
  public static final int MAX_BYTES = 4 << 20;

  private final Expressions expressions;

  public Mappings(Expressions expressions) {
    this.expressions = expressions;
  }

  /// The local variables that input mappings make. A nested target makes a new object; it does not
  /// take over what a variable of that name has outside.
  public Map<String, byte[]> inputs(List<Mapping> mappings, Variables visible)
      throws EvaluationException {
    return apply(mappings, visible, Variables.NONE);
  }

  /// The variables that output mappings hand to the scope around. A nested target is merged into
  /// the object that is visible under that name.
  public Map<String, byte[]> outputs(List<Mapping> mappings, Variables visible)
      throws EvaluationException {
    return apply(mappings, visible, visible);
  }

  private Map<String, byte[]> apply(List<Mapping> mappings, Variables visible, Variables merged)
      throws EvaluationException {
    var results = new LinkedHashMap<String, byte[]>();
    var scope = new Overlay(results, visible);
    var bytes = 0L;
    for (var mapping : mappings) {
      var value = expressions.json(mapping.source(), scope);
      var path = mapping.path();
      var name = path.getFirst();
      var base = results.containsKey(name) ? results.get(name) : merged.value(name);
      var result = RawJson.with(base, path.subList(1, path.size()), value);
      var before = results.put(name, result);
      bytes += result.length - (before == null ? 0 : before.length);
      checkSize(mapping, bytes);
    }
    return results;
  }

  private static void checkSize(Mapping mapping, long bytes) throws EvaluationException {
    if (bytes > MAX_BYTES) {
      throw new EvaluationException(
          "with the mapping to '%s', the mappings make %d bytes of JSON, more than %d"
              .formatted(String.join(".", mapping.path()), bytes, MAX_BYTES));
    }
  }

  private record Overlay(Map<String, byte[]> results, Variables visible) implements Variables {

    @Override
    public byte @Nullable [] value(String name) {
      var result = results.get(name);
      return result != null ? result : visible.value(name);
    }

    @Override
    public Collection<String> names() {
      var names = new LinkedHashSet<>(visible.names());
      names.addAll(results.keySet());
      return names;
    }
  }
}
