package io.orrery.readmodel.elasticsearch.records;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordJson;
import io.orrery.exporter.api.ValueType;
import io.orrery.readmodel.elasticsearch.Sink;
import io.orrery.readmodel.elasticsearch.bulk.BulkWriter;
import io.orrery.readmodel.elasticsearch.bulk.Refusals;
import io.orrery.readmodel.elasticsearch.bulk.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Raw records on their way into dated indices, in the order of the log. A record is a document
/// `<partition>-<position>`, so one that comes again after a restart takes its own place; one that
/// was collected or acknowledged already is passed over. One thread.
public final class RecordsSink implements Sink {

  /// How often old indices are looked for.
  static final Duration LOOK = Duration.ofMinutes(1);

  private final ElasticsearchClient client;
  private final RecordsSettings settings;
  private final Around around;
  private final IndexNames names;
  private final Indices indices;
  private final BulkWriter writer;
  private final Refusals refusals;
  private final List<BulkOperation> pending = new ArrayList<>();
  private final Map<String, ValueType> touched = new LinkedHashMap<>();
  private long newest;
  private int pendingBytes;
  private String routing = "";
  private @Nullable Sequences sequences;
  private boolean isPrepared;
  private Instant nextLook = Instant.MIN;

  /// What the exporter knows.
  ///
  /// @param acknowledged the position up to which everything was written, -1 if nothing was
  /// @param refusals is told of what will never be taken
  public record Around(InstantSource clock, Logger log, long acknowledged, Refusals refusals) {}

  public RecordsSink(
      ElasticsearchClient client, BulkWriter writer, RecordsSettings settings, Around around) {
    this.client = client;
    this.writer = writer;
    this.settings = settings;
    this.around = around;
    this.newest = around.acknowledged();
    this.names = new IndexNames(settings.prefix());
    this.indices = new Indices(client, settings, names, around.log());
    this.refusals = around.refusals();
  }

  @Override
  public void open(int partitionId) {
    routing = Integer.toString(partitionId);
    sequences =
        new Sequences(
            client, names, partitionId, around.acknowledged(), settings.dropAfter() != null);
    prepare();
  }

  private void prepare() {
    indices.begin();
    isPrepared = true;
  }

  @Override
  public void offer(Record record) {
    var numbers = sequences;
    if (numbers == null) {
      throw new IllegalStateException("not open");
    }
    if (record.position() <= newest || !settings.accepts(record)) {
      return;
    }
    var json = withSequence(RecordJson.bytes(record), numbers.next(record.valueType()));
    var index = names.index(record);
    touched.put(index, record.valueType());
    var operation =
        BulkOperation.of(bulk ->
            bulk.index(it ->
                it.index(index)
                    .id(record.partitionId() + "-" + record.position())
                    .routing(routing)
                    .document(BinaryData.of(json, ContentType.APPLICATION_JSON))));
    newest = record.position();
    pending.add(operation);
    pendingBytes += BulkWriter.size(operation);
  }

  /// One more field at the end of the object.
  private static byte[] withSequence(byte[] json, long sequence) {
    var field = (",\"sequence\":" + sequence + "}").getBytes(StandardCharsets.US_ASCII);
    var whole = Arrays.copyOf(json, json.length - 1 + field.length);
    System.arraycopy(field, 0, whole, json.length - 1, field.length);
    return whole;
  }

  @Override
  public int pendingBytes() {
    return pendingBytes;
  }

  @Override
  public int pendingOperations() {
    return pending.size();
  }

  @Override
  public void flush() {
    if (pending.isEmpty()) {
      return;
    }
    try {
      if (!isPrepared) {
        prepare();
      }
      touched.forEach(indices::prepare);
      refusals.note(writer.write(pending));
    } catch (UnavailableException e) {
      // Who knows what it has lost meanwhile.
      isPrepared = false;
      throw e;
    }
    forget();
  }

  private void forget() {
    pending.clear();
    touched.clear();
    pendingBytes = 0;
  }

  @Override
  public void tend() {
    var age = settings.dropAfter();
    var now = around.clock().instant();
    if (age == null || now.isBefore(nextLook)) {
      return;
    }
    var dropped = indices.dropBefore(LocalDate.ofInstant(now.minus(age), ZoneOffset.UTC));
    if (dropped.isEmpty()) {
      nextLook = now.plus(LOOK);
    } else {
      around.log().info("Dropped {} indices of old records: {}", dropped.size(), dropped);
    }
  }

  @Override
  public void close() {
    forget();
  }
}
