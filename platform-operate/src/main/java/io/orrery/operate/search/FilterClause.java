package io.orrery.operate.search;

import io.orrery.readmodel.query.Filter;
import tools.jackson.databind.JsonNode;

/// Something that a filter may say which is not a field.
@FunctionalInterface
interface FilterClause {

  /// @param place where the value stands in the request
  /// @param filter the whole filter that it stands in
  Filter read(JsonNode value, String place, JsonNode filter);
}
