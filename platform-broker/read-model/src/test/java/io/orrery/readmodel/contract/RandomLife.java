package io.orrery.readmodel.contract;

import io.orrery.exporter.api.Record;
import io.orrery.readmodel.TestRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Instances that do anything that instances can do, in any order.
public final class RandomLife {

  private static final int STEPS = 120;

  private final TestRecords records;
  private final RandomGenerator random;
  private final List<Living> living = new ArrayList<>();

  RandomLife(TestRecords records, RandomGenerator random) {
    this.records = records;
    this.random = random;
  }

  /// What happens in a random number of lives.
  public static List<Record> records(RandomGenerator random) {
    var records = new TestRecords(1);
    records.deploy();
    var life = new RandomLife(records, random);
    for (int i = 0; i < STEPS; i++) {
      life.step();
    }
    return records.all();
  }

  void step() {
    if (living.isEmpty() || random.nextInt(8) == 0) {
      living.add(new Living(records.start()));
      return;
    }
    var one = living.get(random.nextInt(living.size()));
    var instance = one.instance;
    switch (random.nextInt(12)) {
      case 0 -> instance.handOut("worker-" + random.nextInt(3));
      case 1 -> instance.job("FAILED", random.nextInt(3), "failed");
      case 2 -> instance.job("TIMED_OUT", 3, "");
      case 3, 4 -> one.variables.add(instance.variable("v" + random.nextInt(5), number()));
      case 5, 6 -> one.variables.forEach(key -> instance.variable("UPDATED", key, "v", number()));
      case 7 -> one.incidents.add(instance.incident("cause " + random.nextInt(3)));
      case 8 -> one.resolve();
      case 9 -> instance.flow("loop");
      case 10 -> instance.pass("other", "MANUAL_TASK");
      default -> end(one);
    }
  }

  private String number() {
    return random.nextInt(20) == 0 ? "\"" + "x".repeat(9_000) + "\"" : "" + random.nextInt(100);
  }

  private void end(Living one) {
    living.remove(one);
    while (!one.incidents.isEmpty()) {
      one.resolve();
    }
    if (random.nextBoolean()) {
      one.instance.finish();
    } else {
      one.instance.cancel();
    }
  }

  /// An instance and what it has.
  private static final class Living {
    private final TestRecords.Instance instance;
    private final List<Long> variables = new ArrayList<>();
    private final List<Long> incidents = new ArrayList<>();

    Living(TestRecords.Instance instance) {
      this.instance = instance;
    }

    void resolve() {
      if (!incidents.isEmpty()) {
        instance.incident("RESOLVED", incidents.removeFirst(), "");
      }
    }
  }
}
