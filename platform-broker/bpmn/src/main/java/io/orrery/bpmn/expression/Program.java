package io.orrery.bpmn.expression;

import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;

/// A parsed FEEL expression.
///
/// @param parsed for the FEEL engine
/// @param shortcut how to evaluate it without that engine; null if there is no such way
/// @param references which variables it reads
record Program(ParsedExpression parsed, @Nullable Shortcut shortcut, References references) {

  String text() {
    return parsed.text();
  }
}
