package io.orrery.engine.message;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.ProcessInstance;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.testing.TestWorld;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.ProcessSubscriptionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Instances on one partition that wait for messages on another one.
class CorrelationAcrossPartitionsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final TestWorld world = new TestWorld(3);

  private void deploy() {
    world.deploy(process("p").start().catchMessage("wait", "paid", "order").end());
  }

  /// A correlation key whose messages live on a partition.
  private static String keyAt(int partition, int number) {
    for (var i = 0; ; i++) {
      var key = "k" + number + "-" + i;
      if (Keys.homeOf(key, 3) == partition) {
        return key;
      }
    }
  }

  private static String order(String key) {
    return "{\"order\":\"" + key + "\"}";
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void bringTheMessageToTheInstance(int partition) {
    deploy();
    for (var home = 1; home <= 3; home++) {
      var key = keyAt(home, partition);
      var instance = world.start(partition, "p", order(key));
      assertThatInstance(instance).isAt("wait");

      world.publish("paid", key, Duration.ZERO, "{\"sum\":1}");

      assertThatInstance(instance).isCompleted().has("sum", "1");
    }
    world.settle();
  }

  @Test
  void bringAMessageThatWasKept() {
    deploy();
    var key = keyAt(2, 1);
    world.publish("paid", key, HOUR, "{\"sum\":1}");

    assertThatInstance(world.start(3, "p", order(key))).isCompleted().has("sum", "1");
    world.settle();
  }

  @Test
  void bringAMessageToOneInstanceOfTheProcessOnAnyPartition() {
    deploy();
    var key = keyAt(2, 1);
    var instances = new ArrayList<ProcessInstance>();
    for (var partition = 1; partition <= 3; partition++) {
      instances.add(world.start(partition, "p", order(key)));
    }

    world.publish("paid", key, HOUR, "{}");
    assertThat(instances.stream().filter(it -> !isOpen(it))).hasSize(1);
    world.publish("paid", key, HOUR, "{}");
    world.publish("paid", key, HOUR, "{}");

    instances.forEach(it -> assertThatInstance(it).isCompleted());
    world.settle();
  }

  private boolean isOpen(ProcessInstance instance) {
    return world.history(Keys.partitionOf(instance.key())).openInstances().contains(instance.key());
  }

  @Test
  void giveAMessageToAnotherInstanceWhenTheFirstIsGone() {
    deploy();
    var key = keyAt(2, 1);
    var gone = world.start(1, "p", order(key));
    var next = world.start(3, "p", order(key));
    // the cancellation and the message cross on their way
    world.partition(1).send(new InstanceCommand.Cancel(gone.key(), null), world.now());
    world.publish("paid", key, HOUR, "{}");

    world.settle();

    assertThatInstance(gone).isTerminated();
    assertThatInstance(next).isCompleted();
  }

  @Test
  void giveAMessageToTheNextOfTheProcessWhenTheFirstLeavesWhileItIsOnItsWay() {
    deploy();
    var key = keyAt(2, 1);
    var gone = world.start(1, "p", order(key));
    var next = world.start(3, "p", order(key));
    world.partition(2).send(TestEngine.message("paid", key, HOUR, "", "{}"), world.now());
    world.partition(1).send(new InstanceCommand.Cancel(gone.key(), null), world.now());

    world.settle();

    assertThatInstance(gone).isTerminated();
    assertThatInstance(next).isCompleted();
  }

  @Test
  void stopTheInstanceThatCannotTakeTheMessageWhichAnotherOneLeft() {
    world.expectFailures();
    var model = process("p").start().catchMessage("wait", "paid", "order").parallel("fork");
    for (var i = 0; i < 5; i++) {
      model.from("fork").service("w" + i, it -> it.job("w").input("string join([a, a])", "b"));
    }
    world.deploy(model);
    var key = keyAt(1, 1);
    var gone = world.start(2, "p", order(key));
    var next = world.start(1, "p", order(key));
    world.partition(2).send(new InstanceCommand.Cancel(gone.key(), null), world.now());
    world.publish("paid", key, HOUR, "{\"a\":\"" + "x".repeat(1_000_000) + "\"}");

    world.settle();

    assertThatInstance(gone).isTerminated();
    assertThat(world.history(1).incidents().values())
        .singleElement()
        .satisfies(it -> assertThat(it.element().instanceKey()).isEqualTo(next.key()))
        .satisfies(it -> assertThat(it.message()).contains("quarantine"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void loseAndRepeatNothingInABadNetwork(long seed) {
    world.deploy(
        process("p")
            .start()
            .service("w", "never")
            .end()
            .boundaryMessage("ping", "w", false, "ping", "order")
            .end("pinged")
            .boundaryMessage("stop", "w", true, "stop", "order")
            .end("stopped"));
    world.badNetwork(seed, 0.3, 0.3);
    var random = new Random(seed);
    var pings = new ArrayList<Integer>();
    var instances = new ArrayList<ProcessInstance>();
    for (var i = 0; i < 12; i++) {
      instances.add(world.start(1 + random.nextInt(3), "p", order("key-" + i)));
      pings.add(random.nextInt(4));
    }
    for (var i = 0; i < 12; i++) {
      for (var n = 0; n < pings.get(i); n++) {
        world.publish("ping", "key-" + i, HOUR, "{}");
      }
      if (random.nextInt(4) == 0) {
        world.crash(1 + random.nextInt(3));
      }
    }
    world.settle();
    for (var i = 0; i < 12; i++) {
      assertThatInstance(instances.get(i)).entered("ping", pings.get(i)).isAt("w");
      world.publish("stop", "key-" + i, HOUR, "{}");
    }
    world.settle();
    instances.forEach(it -> assertThatInstance(it).isCompleted().passed("stop", "stopped"));
  }

  @Test
  void areOpenedAndClosedInTheOrderOfThePublicRecords() {
    deploy();
    var key = keyAt(2, 1);
    var instance = world.start(1, "p", order(key));
    world.publish("paid", key, Duration.ZERO, "{}");
    world.settle();

    var subscription =
        world
            .history(1)
            .all()
            .map(it -> it.content().getClass())
            .filter(it -> it.getEnclosingClass() == ProcessSubscriptionEvent.class)
            .map(Class::getSimpleName)
            .toList();
    assertThat(subscription).containsExactly("Creating", "Created", "Correlated");
    var home =
        world
            .history(2)
            .events(io.orrery.protocol.Event.class)
            .map(it ->
                it.getClass().getEnclosingClass().getSimpleName() + it.getClass().getSimpleName())
            .filter(it -> it.startsWith("Message"))
            .toList();
    assertThat(home)
        .isEqualTo(
            List.of(
                "MessageSubscriptionEventCreated",
                "MessageEventPublished",
                "MessageSubscriptionEventCorrelating",
                "MessageEventExpired",
                "MessageSubscriptionEventCorrelated"));
    assertThatInstance(instance).isCompleted();
    assertThat(world.history(2).events(ElementEvent.class)).isEmpty();
  }

  @Test
  void beginAnInstanceOnTheHomeOfTheMessage() {
    world.deploy(process("q").startMessage("begin", "ordered").end());
    for (var home = 1; home <= 3; home++) {
      world.publish("ordered", keyAt(home, home), Duration.ZERO, "{}");
      assertThat(world.history(home).instances()).hasSize(1);
    }
  }
}
