package io.orrery.readmodel.elasticsearch.records;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.json.JsonData;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.ValueType;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// Numbers the records of each kind of a partition without gaps, beginning with 1, the partition
/// above it: `partition << 51 | number`. A record that comes again after a restart gets the number
/// that it had: counting goes on behind the newest record that was acknowledged. One thread.
final class Sequences {

  private static final int PARTITION_SHIFT = 51;
  private static final long NUMBERS = (1L << PARTITION_SHIFT) - 1;

  private final ElasticsearchClient client;
  private final IndexNames names;
  private final int partition;
  private final long acknowledged;
  private final boolean areDropped;
  private final Map<ValueType, Long> last = new EnumMap<>(ValueType.class);

  /// @param acknowledged the position up to which everything was written, -1 if nothing was
  /// @param areDropped whether old records are dropped after a while
  Sequences(
      ElasticsearchClient client,
      IndexNames names,
      int partition,
      long acknowledged,
      boolean areDropped) {
    this.client = client;
    this.names = names;
    this.partition = partition;
    this.acknowledged = acknowledged;
    this.areDropped = areDropped;
  }

  long next(ValueType type) {
    long number = last.computeIfAbsent(type, this::lastWritten) + 1;
    last.put(type, number);
    return (long) partition << PARTITION_SHIFT | number;
  }

  private long lastWritten(ValueType type) {
    if (acknowledged < 0) {
      return 0;
    }
    try {
      var newest = find(type);
      // If retention has dropped all of them, nothing that was given out can be above this.
      var none = areDropped ? acknowledged : 0;
      return newest < 0 ? none : newest & NUMBERS;
    } catch (IOException | RuntimeException e) {
      throw new DestinationUnavailableException(
          "Elasticsearch does not say how many records it has: " + e.getMessage(), e);
    }
  }

  private long find(ValueType type) throws IOException {
    client
        .indices()
        .refresh(it -> it.index(names.pattern(type)).ignoreUnavailable(true).allowNoIndices(true));
    var found =
        client.search(
            search ->
                search
                    .index(names.pattern(type))
                    .ignoreUnavailable(true)
                    .allowNoIndices(true)
                    .size(1)
                    .trackTotalHits(total -> total.enabled(false))
                    .query(query ->
                        query.bool(all ->
                            all.filter(
                                    one -> one.term(it -> it.field("partitionId").value(partition)))
                                .filter(one ->
                                    one.range(range ->
                                        range.untyped(it ->
                                            it.field("position").lte(JsonData.of(acknowledged)))))))
                    .sort(sort ->
                        sort.field(
                            it -> it.field("sequence").order(SortOrder.Desc).unmappedType(null)))
                    .source(source -> source.fetch(false)),
            JsonData.class);
    var hits = found.hits().hits();
    return hits.isEmpty() ? -1 : hits.getFirst().sort().getFirst().longValue();
  }
}
