package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.exporter.api.Record;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.bulk.BulkWriter;
import io.orrery.readmodel.elasticsearch.bulk.Refusals;
import io.orrery.readmodel.settings.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/// What was deleted is asked for until all of it is there again, whatever ends under way.
class RefillTest {

  private static final int REQUEST_BYTES = 5 << 20;

  private final TestIndices indices = TestIndices.take(ElasticsearchServer.shared());
  private final Connection connection =
      Connection.open(ElasticsearchSettings.of(ElasticsearchServer.shared().url()));
  private final TestRecords records = new TestRecords(1);
  private int startOvers;

  @AfterEach
  void close() {
    connection.close();
    indices.giveBack();
  }

  /// A sink as after a start of the broker, which has this position acknowledged.
  private ReadModelSink open(long acknowledged) {
    var around =
        new ReadModelSink.Around(
            TestRecords.setup(1, Map.of()).clock(),
            NOPLogger.NOP_LOGGER,
            acknowledged,
            Long.MAX_VALUE,
            () -> ++startOvers > 0,
            new Refusals(NOPLogger.NOP_LOGGER, (_, _) -> {}));
    var settings = ReadModelSettings.take(Given.of(Map.of("read-model.prefix", indices.prefix())));
    var sink =
        new ReadModelSink(
            connection, new BulkWriter(connection.client(), REQUEST_BYTES), settings, around);
    sink.open(1);
    return sink;
  }

  private static void feed(ReadModelSink sink, List<Record> some) {
    some.forEach(sink::offer);
    sink.flush();
    sink.close();
  }

  @Test
  void asksAgainAfterARestartUnderWay() {
    records.deploy();
    records.run();
    var all = records.all();
    long end = records.position();
    feed(open(-1), all);
    assertThat(startOvers).isZero();

    indices.delete(Names.all());
    feed(open(end), all.subList(0, all.size() / 2));
    assertThat(startOvers).isEqualTo(1);

    feed(open(end), all);
    assertThat(startOvers).isEqualTo(2);

    feed(open(end), List.of());
    assertThat(startOvers).isEqualTo(2);
  }

  @Test
  void asksAgainWhenAPartWasDeletedAndTheBrokerRestartedUnderWay() {
    records.deploy();
    records.run();
    var all = records.all();
    long end = records.position();
    feed(open(-1), all);

    indices.delete(List.of("job", "variable"));
    feed(open(end), all.subList(0, 1));
    feed(open(end), all.subList(0, 2));
    assertThat(startOvers).isEqualTo(2);
    feed(open(end), all);
    feed(open(end), List.of());
    assertThat(startOvers).isEqualTo(3);
  }
}
