package io.orrery.engine.state;

import io.orrery.protocol.Document;
import java.util.List;

/// The variables of one scope.
///
/// @param values names and raw values
/// @param keys the variables' keys, in the order of the names
public record ScopeVariables(Document values, List<Long> keys) {}
