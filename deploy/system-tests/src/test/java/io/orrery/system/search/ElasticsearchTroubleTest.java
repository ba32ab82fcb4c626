package io.orrery.system.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.elasticsearch.FaultyServer;
import io.orrery.readmodel.elasticsearch.FaultyServer.Rule;
import io.orrery.system.harness.Await;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A platform whose read model is in Elasticsearch, through all that can befall that.
class ElasticsearchTroubleTest {

  private static final int ORDERS = 40;

  @TempDir private Path data;
  private Troubled troubled;
  private Orders orders;

  @BeforeEach
  void start() {
    troubled = new Troubled(data);
    orders = new Orders(troubled.platform.client());
  }

  @AfterEach
  void close() {
    orders.close();
    troubled.close();
  }

  @Test
  void comesToTheSameAsIfNothingHadHappened() {
    orders.take(ORDERS);
    troubled.recover();

    suffer(FaultyServer.DEAF, "");
    suffer(FaultyServer.status(429), "says the test");
    suffer(FaultyServer.status(500), "says the test");
    suffer(FaultyServer.status(413), "says the test");
    suffer(FaultyServer.GARBAGE, "");
    suffer(FaultyServer.TORN, "");
    beKilled();
    refuseWrites();
    beSlow();

    assertSame();
  }

  /// The engine goes on, somebody says what is wrong, and it passes.
  private void suffer(Rule rule, String word) {
    troubled.front.obey(rule);
    orders.take(ORDERS);
    troubled.awaitProblem(word);
    troubled.front.obey(FaultyServer.FAITHFUL);
    troubled.recover();
  }

  private void beKilled() {
    troubled.elasticsearch.kill();
    orders.take(ORDERS);
    troubled.awaitProblem("");
    troubled.elasticsearch.startAgain();
    troubled.recover();
  }

  private void refuseWrites() {
    troubled.ask("PUT", "/_all/_settings", "{\"index.blocks.write\":true}");
    orders.take(ORDERS);
    troubled.awaitProblem("block");
    troubled.ask("PUT", "/_all/_settings", "{\"index.blocks.write\":null}");
    troubled.recover();
  }

  private void beSlow() {
    var enough = new CountDownLatch(1);
    troubled.front.obey(FaultyServer.forBulk(FaultyServer.held(enough)));
    orders.take(ORDERS);
    assertThat(troubled.status().path("lagRecords").asLong()).isPositive();
    enough.countDown();
    troubled.front.obey(FaultyServer.FAITHFUL);
    troubled.recover();
  }

  private void assertSame() {
    troubled.platform.stop();
    try (var calm = troubled.openCalm();
        var other = troubled.openTroubled()) {
      assertThat(Everything.of(other)).containsExactlyEntriesOf(Everything.of(calm));
    }
  }

  @Test
  void isFilledAnewWhenItsIndicesAreDeleted() {
    orders.take(ORDERS);
    troubled.recover();

    var work = CompletableFuture.runAsync(() -> orders.take(ORDERS));
    beDeleted(1);
    work.join();
    troubled.recover();

    // At rest nobody writes; somebody looks all the same.
    beDeleted(2);
    troubled.recover();
    assertThat(troubled.status().hasNonNull("gap")).isFalse();

    assertSame();
  }

  private void beDeleted(int times) {
    troubled.deleteIndices();
    Await.until(
        "everything is asked for again",
        Troubled.RECOVERY,
        () -> troubled.status().path("startOvers").asInt() == times);
  }
}
