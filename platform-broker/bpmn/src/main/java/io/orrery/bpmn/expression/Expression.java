package io.orrery.bpmn.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An expression of a model, read and ready: a static value, or FEEL (its text begins with `=`).
///
/// It never changes and belongs to no evaluator, so one process may be run by several.
public final class Expression {

  private final String source;
  private final @Nullable Program program;

  Expression(String source, @Nullable Program program) {
    this.source = source;
    this.program = program;
  }

  /// A value that is the same for every instance.
  public static Expression ofStatic(String value) {
    return new Expression(value, null);
  }

  /// The text as it stands in the model, with its `=`.
  public String source() {
    return source;
  }

  /// The text without its `=`.
  public String text() {
    return program == null ? source : program.text();
  }

  public boolean isStatic() {
    return program == null;
  }

  /// The names of the variables that the expression reads; empty for a static value.
  public Set<String> variableNames() {
    return program == null ? Set.of() : program.references().variables();
  }

  @Nullable Program program() {
    return program;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression that && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
