package io.orrery.bpmn.model;

import io.orrery.bpmn.expression.Expression;
import java.util.List;

/// One input or output mapping.
///
/// @param source what is evaluated
/// @param target the variable that is written, or a path into one: `order.customer.name`
public record Mapping(Expression source, String target) {

  /// The names of the target path; the first one is the variable.
  public List<String> path() {
    return List.of(target.split("\\.", -1));
  }
}
