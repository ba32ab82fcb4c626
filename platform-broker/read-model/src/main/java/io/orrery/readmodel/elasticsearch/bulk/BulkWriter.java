package io.orrery.readmodel.elasticsearch.bulk;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.elasticsearch.bulk.Trouble.Remedy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writes operations in their order, in requests of bounded size, one after the other.
///
/// What may pass (no connection, 429, 5xx, an answer that is none) is tried again a few times; then
/// the caller is told to come again. A request that is too large is divided. An operation that can
/// never be done is returned and does not hold back the others. An operation may be done twice, and
/// after later ones of the same request: those on the same document have to carry versions. One
/// thread.
public final class BulkWriter {

  /// How often a request is sent before the caller has to come again.
  static final int MAX_ATTEMPTS = 4;

  /// How many operations a request has at most.
  static final int MAX_OPERATIONS = 10_000;

  /// Requests are not made smaller than this because others were too large.
  static final int LEAST_BYTES = 64 << 10;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /// About what the line costs that says what is to be done.
  private static final int OPERATION_BYTES = 150;

  /// What there has to be in an answer: no more than says what became of each operation.
  private static final String WANTED =
      "took,errors,items.*._index,items.*._id,items.*.status,items.*.error";

  private final ElasticsearchClient client;
  private final int mostBytes;
  private final Pause pause;
  private int bytesNow;

  /// @param mostBytes how large a request is at most, unless one operation is larger
  public BulkWriter(ElasticsearchClient client, int mostBytes) {
    this(client, mostBytes, Thread::sleep);
  }

  BulkWriter(ElasticsearchClient client, int mostBytes, Pause pause) {
    this.client = client.withTransportOptions(it -> it.setParameter("filter_path", WANTED));
    this.mostBytes = mostBytes;
    this.pause = pause;
    this.bytesNow = mostBytes;
  }

  /// Returns when each operation is done or refused for good.
  ///
  /// @return what was refused
  /// @throws DestinationUnavailableException if that is not possible now; some operations may be
  ///   done, and all of them are to be given again
  public List<Refused> write(List<BulkOperation> operations) {
    var refused = new ArrayList<Refused>();
    for (int from = 0; from < operations.size(); ) {
      int to = end(operations, from);
      send(operations.subList(from, to), refused);
      from = to;
    }
    return refused;
  }

  /// Up to where operations fit into one request.
  private int end(List<BulkOperation> operations, int from) {
    long bytes = 0;
    int to = from;
    while (to < operations.size() && to - from < MAX_OPERATIONS) {
      bytes += size(operations.get(to));
      if (bytes > bytesNow && to > from) {
        break;
      }
      to++;
    }
    return to;
  }

  /// About how many bytes an operation takes in a request.
  public static int size(BulkOperation operation) {
    var document =
        switch (operation._kind()) {
          case Index -> operation.index().document();
          case Create -> operation.create().document();
          case Update -> operation.update().binaryAction();
          case Delete -> null;
        };
    return document instanceof BinaryData data
        ? OPERATION_BYTES + (int) data.size()
        : OPERATION_BYTES;
  }

  private void send(List<BulkOperation> operations, List<Refused> refused) {
    var left = operations;
    for (int attempt = 1; ; attempt++) {
      Trouble trouble;
      try {
        var answer = attempt(left);
        refused.addAll(answer.refused());
        left = answer.left();
        if (left.isEmpty()) {
          bytesNow = (int) Math.min(mostBytes, bytesNow + bytesNow / 16L + 1);
          return;
        }
        trouble = answer.trouble();
      } catch (IOException | RuntimeException e) {
        trouble = Trouble.of(e);
      }
      if (trouble.remedy() == Remedy.DIVIDE && left.size() > 1) {
        divide(left, refused);
        return;
      }
      if (attempt >= MAX_ATTEMPTS && isToBlame(left, trouble)) {
        refused.add(refused(left.getFirst(), trouble.status(), trouble.reason()));
        return;
      }
      waitOrGiveUp(attempt, trouble);
    }
  }

  /// Sends both halves alone.
  private void divide(List<BulkOperation> operations, List<Refused> refused) {
    int bytes = operations.stream().mapToInt(BulkWriter::size).sum();
    bytesNow = Math.max(Math.min(LEAST_BYTES, mostBytes), bytes / 2);
    int half = operations.size() / 2;
    send(operations.subList(0, half), refused);
    send(operations.subList(half, operations.size()), refused);
  }

  private Answer attempt(List<BulkOperation> operations) throws IOException {
    var response = client.bulk(it -> it.operations(operations));
    var items = response.items();
    if (items.size() != operations.size()) {
      throw new IOException(
          "%d operations were answered, but %d were sent"
              .formatted(items.size(), operations.size()));
    }
    return response.errors() ? Answer.of(operations, items) : Answer.DONE;
  }

  /// Whether the one operation that is left is what the server does not like: it takes others.
  private boolean isToBlame(List<BulkOperation> left, Trouble trouble) {
    if (trouble.remedy() != Remedy.DIVIDE || left.size() > 1) {
      return false;
    }
    try {
      var index = refused(left.getFirst(), 0, "").index();
      client.bulk(it ->
          it.operations(other -> other.delete(none -> none.index(index).id("no such document"))));
      return true;
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private void waitOrGiveUp(int attempt, Trouble trouble) {
    if (attempt >= MAX_ATTEMPTS || trouble.remedy() == Remedy.WAIT) {
      throw unavailable(trouble);
    }
    try {
      pause.make(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw unavailable(trouble);
    }
  }

  private static DestinationUnavailableException unavailable(Trouble trouble) {
    return new DestinationUnavailableException(
        "Elasticsearch does not take documents: " + trouble.reason(), trouble.cause());
  }

  private static Refused refused(BulkOperation operation, int status, String reason) {
    var base =
        switch (operation._kind()) {
          case Index -> operation.index();
          case Create -> operation.create();
          case Update -> operation.update();
          case Delete -> operation.delete();
        };
    return new Refused(String.valueOf(base.index()), String.valueOf(base.id()), status, reason);
  }

  /// What became of a request.
  ///
  /// @param left what is to be sent again
  /// @param trouble why, of the first of them
  private record Answer(List<BulkOperation> left, List<Refused> refused, Trouble trouble) {

    private static final Trouble NONE =
        new Trouble(Remedy.REPEAT, 0, "", new IOException("no trouble"));
    private static final Answer DONE = new Answer(List.of(), List.of(), NONE);

    static Answer of(List<BulkOperation> operations, List<BulkResponseItem> items) {
      var left = new ArrayList<BulkOperation>();
      var refused = new ArrayList<Refused>();
      var trouble = NONE;
      for (int i = 0; i < items.size(); i++) {
        var item = items.get(i);
        switch (Verdict.of(item)) {
          case DONE -> {
            // Nothing is left to do.
          }
          case REFUSED ->
              refused.add(
                  BulkWriter.refused(operations.get(i), item.status(), Verdict.reason(item)));
          case LATER -> {
            trouble = left.isEmpty() ? trouble(item) : trouble;
            left.add(operations.get(i));
          }
        }
      }
      return new Answer(left, refused, trouble);
    }

    private static Trouble trouble(BulkResponseItem item) {
      var reason = "%d %s (%s)".formatted(item.status(), Verdict.reason(item), item.index());
      return new Trouble(Remedy.REPEAT, item.status(), reason, new IOException(reason));
    }
  }

  /// Waits.
  interface Pause {
    void make(Duration time) throws InterruptedException;
  }
}
