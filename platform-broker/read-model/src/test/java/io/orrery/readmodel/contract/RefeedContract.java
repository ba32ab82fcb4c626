package io.orrery.readmodel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.exporter.api.Record;
import io.orrery.readmodel.TestRecords;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Records that come again change nothing, wherever exporters end and begin.
public interface RefeedContract {

  /// How many random streams are tried; `-Dread-model.seeds=1000` for more.
  int SEEDS = Integer.getInteger("read-model.seeds", 3);

  Fixture fixture();

  /// Another empty read model.
  Fixture another();

  @Test
  default void acknowledgesOnlyWhatIsWritten() {
    var records = new TestRecords(1);
    records.deploy();
    records.run();
    fixture().export(records.all());
    assertThat(fixture().acknowledged(1)).isEqualTo(-1);

    fixture().settle();

    assertThat(fixture().acknowledged(1)).isEqualTo(records.position());
  }

  @Test
  default void changesNothingWhenRecordsComeAgain() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    instance.incident("no stock");
    instance.flow("again");
    instance.variable("UPDATED", instance.variable("a", "1"), "a", "2");
    fixture().feed(records.all());
    var before = Everything.of(fixture());

    fixture().feed(records.all());
    fixture().closeExporters();
    fixture().feed(records.all().subList(0, 9));
    fixture().feed(records.all().subList(3, 4));
    fixture().loseExporters();
    fixture().feed(records.all());

    assertThat(Everything.of(fixture())).isEqualTo(before);
  }

  @Test
  default void comesToTheSameWhereverItIsInterrupted() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var records = RandomLife.records(random);
      try (var calm = another();
          var troubled = another()) {
        calm.feed(records);
        feedWithTrouble(troubled, records, random);
        assertThat(Everything.of(troubled)).as("seed %d", seed).isEqualTo(Everything.of(calm));
      }
    }
  }

  private void feedWithTrouble(Fixture fixture, List<Record> records, RandomGenerator random) {
    int next = 0;
    while (next < records.size()) {
      int end = Math.min(records.size(), next + 1 + random.nextInt(40));
      fixture.export(records.subList(next, end));
      next = end;
      switch (random.nextInt(5)) {
        case 0 -> fixture.settle();
        case 1 -> fixture.closeExporters();
        case 2 -> {
          // A crash: goes on behind what was acknowledged, or somewhere before.
          fixture.loseExporters();
          next = random.nextInt((int) fixture.acknowledged(1) + 2);
          next = Math.min(next, (int) Math.max(0, fixture.acknowledged(1)));
        }
        case 3 -> next = Math.max(0, next - random.nextInt(20));
        default -> {
          // Goes on.
        }
      }
    }
    fixture.settle();
  }
}
