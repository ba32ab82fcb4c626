package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.orrery.readmodel.schema.Kind;

/// The keys that a partition gives.
///
/// @param first the first of them
/// @param end the first one of the next partition
record PartitionKeys(long first, long end) {

  private static final int KEY_BITS = 51;

  static PartitionKeys of(int partition) {
    return new PartitionKeys((long) partition << KEY_BITS, (partition + 1L) << KEY_BITS);
  }

  /// Documents of a kind with such a key.
  Query of(Kind<?> kind) {
    return Clauses.between(kind.onlyKey().name(), first, end);
  }
}
