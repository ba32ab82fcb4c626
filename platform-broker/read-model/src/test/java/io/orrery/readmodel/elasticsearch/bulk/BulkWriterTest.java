package io.orrery.readmodel.elasticsearch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.elasticsearch.FaultyServer;
import io.orrery.readmodel.elasticsearch.FaultyServer.Rule;
import io.orrery.readmodel.elasticsearch.bulk.ScriptedServer.Fate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent again, what is divided, what is given up, against a server that does what it is
/// told.
class BulkWriterTest {

  private static final int DOCUMENT = 1_000;

  private final ScriptedServer server = new ScriptedServer();
  private final List<Duration> pauses = new ArrayList<>();
  private final BulkWriter writer =
      new BulkWriter(server.connection.client(), 10 << 20, pauses::add);

  @AfterEach
  void close() {
    server.close();
  }

  private static List<BulkOperation> operations(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> operation(Integer.toString(i))).toList();
  }

  private static BulkOperation operation(String id) {
    var json = "{\"a\":\"%s\"}".formatted("x".repeat(DOCUMENT)).getBytes(StandardCharsets.UTF_8);
    return BulkOperation.of(bulk ->
        bulk.index(it ->
            it.index("i").id(id).document(BinaryData.of(json, ContentType.APPLICATION_JSON))));
  }

  private List<Refused> write(int count) {
    return writer.write(operations(count));
  }

  @Test
  void writesInOrderAndInOneRequest() {
    assertThat(write(3)).isEmpty();
    assertThat(server.asked()).containsExactly(List.of("1", "2", "3"));
  }

  @Test
  void makesNoRequestLargerThanItMay() {
    var small = new BulkWriter(server.connection.client(), 3 * DOCUMENT, pauses::add);
    assertThat(small.write(operations(5))).isEmpty();
    assertThat(server.asked()).containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5"));
  }

  static Stream<Rule> passing() {
    return Stream.of(
        FaultyServer.status(429),
        FaultyServer.status(500),
        FaultyServer.status(503),
        FaultyServer.GARBAGE,
        FaultyServer.TORN,
        FaultyServer.DEAF,
        ScriptedServer.items(_ -> new Fate(429, "es_rejected_execution_exception")),
        // Fewer answers than questions.
        (_, _) -> FaultyServer.Answer.json(200, "{\"took\":1,\"errors\":false,\"items\":[]}"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void sendsAgainWhatMayPass(Rule trouble) {
    server.then(trouble, trouble);
    assertThat(write(2)).isEmpty();
    assertThat(server.asked()).hasSize(3).allMatch(List.of("1", "2")::equals);
    assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void tellsTheCallerToComeAgainWhenItDoesNotPass(Rule trouble) {
    server.always(trouble);
    assertThatThrownBy(() -> write(2)).isInstanceOf(DestinationUnavailableException.class);
    assertThat(server.asked()).hasSize(BulkWriter.MAX_ATTEMPTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void doesNotInsistOnWhatNeedsAnOperator(int status) {
    server.always(FaultyServer.status(status));
    assertThatThrownBy(() -> write(1))
        .isInstanceOf(DestinationUnavailableException.class)
        .hasMessageContaining("says the test");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void saysThatNobodyAnswers() {
    server.goAway();
    assertThatThrownBy(() -> write(1))
        .isInstanceOf(DestinationUnavailableException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void sendsOnlyThoseAgainThatFailed() {
    server.then(
        ScriptedServer.items(
            id -> id.equals("2") ? new Fate(503, "unavailable_shards_exception") : Fate.DONE));
    assertThat(write(3)).isEmpty();
    assertThat(server.asked()).containsExactly(List.of("1", "2", "3"), List.of("2"));
  }

  @Test
  void isNotHeldBackByADocumentThatIsRefused() {
    server.then(
        ScriptedServer.items(
            id -> id.equals("2") ? new Fate(400, "document_parsing_exception") : Fate.DONE));
    assertThat(write(3))
        .containsExactly(new Refused("i", "2", 400, "document_parsing_exception: says the test"));
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void takesAnOlderVersionForDone() {
    server.then(ScriptedServer.items(_ -> new Fate(409, "version_conflict_engine_exception")));
    assertThat(write(2)).isEmpty();
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"validation_exception", "index_closed_exception", "cluster_block_exception"})
  void losesNothingToATroubleOfTheCluster(String error) {
    server.always(ScriptedServer.items(_ -> new Fate(400, error)));
    assertThatThrownBy(() -> write(1))
        .isInstanceOf(DestinationUnavailableException.class)
        .hasMessageContaining(error);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void dividesWhatIsTooMuchAtOnce(int status) {
    server.then(FaultyServer.status(status));
    assertThat(write(4)).isEmpty();
    assertThat(server.asked())
        .containsExactly(List.of("1", "2", "3", "4"), List.of("1", "2"), List.of("3", "4"));
  }

  @Test
  void refusesTheOneDocumentThatIsTooLarge() {
    server.always((request, it) ->
        request.body().contains("\"_id\":\"2\"")
            ? FaultyServer.status(413).answer(request, it)
            : ScriptedServer.items(_ -> Fate.DONE).answer(request, it));
    assertThat(write(4)).extracting(Refused::id, Refused::status).hasToString("[(\"2\", 413)]");
    assertThat(server.asked()).contains(List.of("3", "4"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void losesNothingToAServerThatFindsEverythingTooLarge(int status) {
    server.always(FaultyServer.status(status));
    assertThatThrownBy(() -> write(4)).isInstanceOf(DestinationUnavailableException.class);
  }

  @Test
  void staysSmallForAWhileWhereMuchWasTooMuch() {
    server.then(FaultyServer.status(413));
    write(200);
    var before = server.asked().size();
    write(200);
    assertThat(server.asked().size() - before).isGreaterThan(1);
  }
}
