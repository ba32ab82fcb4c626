package io.orrery.readmodel.elasticsearch.records;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordJson;
import io.orrery.exporter.api.ValueType;
import io.orrery.readmodel.elasticsearch.Sink;
import io.orrery.readmodel.elasticsearch.bulk.BulkWriter;
import io.orrery.readmodel.elasticsearch.bulk.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Raw records on their way into dated indices, in the order of the log. A record is a document
/// `<partition>-<position>`, so one that comes again after a restart takes its own place; one that
/// was collected or acknowledged already is passed over, unless it had been put aside. One thread.
public final class RecordsSink implements Sink {

  /// How often old indices are looked for.
  static final Duration LOOK = Duration.ofMinutes(1);

  /// About what a record takes in a request beside itself: what is to be done, and its number.
  private static final int MORE_BYTES = 200;

  private final ElasticsearchClient client;
  private final RecordsSettings settings;
  private final Around around;
  private final IndexNames names;
  private final Indices indices;
  private final BulkWriter writer;
  private final Refusals refusals;
  private final Deque<Unnumbered> unnumbered = new ArrayDeque<>();
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
    if (record.position() > newest) {
      offerAgain(record);
    }
  }

  @Override
  public void offerAgain(Record record) {
    if (settings.accepts(record)) {
      var id = record.partitionId() + "-" + record.position();
      var news =
          new Unnumbered(names.index(record), id, record.valueType(), RecordJson.bytes(record));
      touched.put(news.index(), news.type());
      unnumbered.add(news);
      pendingBytes += news.json().length + MORE_BYTES;
    }
    newest = Math.max(newest, record.position());
  }

  /// A record that was collected.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Unnumbered(String index, String id, ValueType type, byte[] json) {}

  /// Numbers what was collected. The server may have to be asked where to begin, so that is done
  /// when something is written: it says nothing about a record if the server is away.
  private void number() {
    var numbers = sequences;
    if (numbers == null) {
      throw new IllegalStateException("not open");
    }
    for (var next = unnumbered.peek(); next != null; next = unnumbered.peek()) {
      pending.add(operation(next, numbers.next(next.type())));
      unnumbered.remove();
    }
  }

  private BulkOperation operation(Unnumbered record, long sequence) {
    var json = withSequence(record.json(), sequence);
    return BulkOperation.of(bulk ->
        bulk.index(it ->
            it.index(record.index())
                .id(record.id())
                .routing(routing)
                .document(BinaryData.of(json, ContentType.APPLICATION_JSON))));
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
    return unnumbered.size() + pending.size();
  }

  @Override
  public void flush() {
    if (pendingOperations() == 0) {
      return;
    }
    try {
      if (!isPrepared) {
        prepare();
      }
      number();
      touched.forEach(indices::prepare);
      refusals.note(writer.write(pending));
    } catch (DestinationUnavailableException e) {
      // Who knows what it has lost meanwhile.
      isPrepared = false;
      throw e;
    }
    forget();
  }

  private void forget() {
    unnumbered.clear();
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
