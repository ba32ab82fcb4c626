package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.exporter.api.Record;
import io.orrery.readmodel.contract.Everything;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.RandomLife;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.FaultyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever Elasticsearch does to those who write, in the end everything is there as if it had done
/// nothing.
class DisturbedWriteTest {

  /// What a server may do.
  enum Trouble {
    REFUSES(FaultyServer.DEAF),
    TALKS_GARBAGE(FaultyServer.GARBAGE),
    BREAKS_OFF(FaultyServer.TORN),
    HAS_TOO_MUCH_TO_DO(FaultyServer.status(429)),
    HAS_TOO_LITTLE_ROOM(FaultyServer.status(413)),
    FAILS(FaultyServer.status(500)),
    IS_SLOW(FaultyServer.slow(Duration.ofSeconds(2))),
    DOES_IT_AND_DOES_NOT_SAY_SO((request, server) -> {
      server.handOn(request);
      return null;
    }),
    DOES_A_PART(FaultyServer.forBulk(DisturbedWriteTest::doAPart));

    private final FaultyServer.Rule rule;

    Trouble(FaultyServer.Rule rule) {
      this.rule = rule;
    }
  }

  private static FaultyServer.@Nullable Answer doAPart(
      FaultyServer.Request request, FaultyServer server) throws java.io.IOException {
    var lines = request.body().lines().toList();
    int half = lines.size() / 4 * 2;
    if (half > 0) {
      var body = String.join("\n", lines.subList(0, half)) + "\n";
      server.handOn(
          new FaultyServer.Request(request.method(), request.path(), request.headers(), body));
    }
    return FaultyServer.status(500).answer(request, server);
  }

  private static final Map<String, Object> IMPATIENT = Map.of("request-timeout", "1500ms");

  @ParameterizedTest
  @EnumSource
  void comesToTheSameInTheEnd(Trouble trouble) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(trouble.ordinal());
    var records = RandomLife.records(random);
    try (var proxy = FaultyServer.inFrontOf(ElasticsearchServer.shared().uri());
        var calm = new Fixture(new ElasticsearchAdapter(Map.of()));
        var troubled = new Fixture(new ElasticsearchAdapter(IMPATIENT, proxy.url()))) {
      calm.feed(records);
      int next = 0;
      while (next < records.size()) {
        int end = Math.min(records.size(), next + 1 + random.nextInt(records.size() / 3));
        troubled.export(records.subList(next, end));
        proxy.obey(trouble.rule);
        troubled.passTime();
        proxy.obey(FaultyServer.FAITHFUL);
        next = end;
        switch (random.nextInt(3)) {
          case 0 -> troubled.settle();
          case 1 -> next = crash(troubled, random);
          default -> {
            // Comes to the next records with all that could not be written.
          }
        }
      }
      troubled.settle();
      assertThat(Everything.of(troubled)).isEqualTo(Everything.of(calm));
    }
  }

  /// The client takes an answer of 100 MiB at most.
  @Test
  void readsInPartsWhatIsTooMuchAtOnce() {
    var most = 4;
    var tooMuch = "{\"docs\":[%s]}".formatted(" ".repeat(101 << 20));
    var refused = new AtomicInteger();
    FaultyServer.Rule narrow =
        (request, server) -> {
          if (request.path().contains("_mget") && request.body().split("\"_id\"").length > most) {
            refused.incrementAndGet();
            return FaultyServer.Answer.json(200, tooMuch);
          }
          return server.handOn(request);
        };
    var records = RandomLife.records(RandomGeneratorFactory.getDefault().create(9));
    var half = records.size() / 2;
    try (var proxy = FaultyServer.inFrontOf(ElasticsearchServer.shared().uri());
        var calm = new Fixture(new ElasticsearchAdapter(Map.of()));
        var troubled = new Fixture(new ElasticsearchAdapter(Map.of(), proxy.url()))) {
      calm.feed(records);
      troubled.feed(records.subList(0, half));
      // What it knew of the documents is gone with the exporter.
      troubled.loseExporters();

      proxy.obey(narrow);
      troubled.feed(records.subList(half, records.size()));

      proxy.obey(FaultyServer.FAITHFUL);
      assertThat(refused).hasPositiveValue();
      assertThat(Everything.of(troubled)).isEqualTo(Everything.of(calm));
    }
  }

  /// @return where the records begin that come again
  private static int crash(Fixture fixture, RandomGenerator random) {
    if (random.nextBoolean()) {
      fixture.passTime();
    }
    fixture.loseExporters();
    int acknowledged = (int) Math.max(0, fixture.acknowledged(1));
    return acknowledged == 0 ? 0 : acknowledged - random.nextInt(Math.min(20, acknowledged));
  }

  @Test
  void restoresFromWhatIsAtHandWhatWasDeletedUnderWay() {
    for (var deleted :
        List.of(Names.all(), List.of("element_instance", "variable"), List.of(Names.POSITIONS))) {
      var records = RandomLife.records(RandomGeneratorFactory.getDefault().create(7));
      var adapter = new ElasticsearchAdapter(Map.of());
      try (var calm = new Fixture(new ElasticsearchAdapter(Map.of()));
          var robbed = new Fixture(adapter)) {
        calm.feed(records);
        feedAround(robbed, records, () -> adapter.delete(deleted));
        assertThat(currently(robbed)).isEqualTo(currently(calm));
      }
    }
  }

  /// All but what variables were before: that is not at hand any more.
  private static Map<String, Object> currently(Fixture fixture) {
    var all = Everything.of(fixture);
    all.keySet().removeIf(name -> name.startsWith("variables of"));
    return all;
  }

  private static void feedAround(Fixture fixture, List<Record> records, Runnable deletion) {
    int half = records.size() / 2;
    fixture.feed(records.subList(0, half));
    deletion.run();
    fixture.export(records.subList(half, records.size()));
    fixture.settle();
    fixture.settle();
  }

  @Test
  void hasEverythingAgainWhenTheRecordsComeAgain() {
    var records = RandomLife.records(RandomGeneratorFactory.getDefault().create(8));
    var adapter = new ElasticsearchAdapter(Map.of());
    try (var calm = new Fixture(new ElasticsearchAdapter(Map.of()));
        var robbed = new Fixture(adapter)) {
      calm.feed(records);
      feedAround(robbed, records, () -> adapter.delete(Names.all()));
      robbed.feed(records);
      assertThat(Everything.of(robbed)).isEqualTo(Everything.of(calm));
    }
  }
}
