package io.orrery.engine.channel;

import static io.orrery.engine.testing.Model.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.state.Channel;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.testing.TestWorld;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.Keys;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Commands that other partitions have not got.
class ChannelsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int TWO_WINDOWS_AND_MORE = 2 * Channels.MAX_OFFERED + 300;

  @RegisterExtension final TestWorld world = new TestWorld(3);

  private void deploy() {
    world.deploy(process("p").start().catchMessage("wait", "paid", "order").end());
  }

  /// Has partition 1 send commands to another one.
  private void send(int to, int count, String padding) {
    for (var i = 0; i < count; i++) {
      var order = "%d-%d%s".formatted(to, i, padding);
      while (Keys.homeOf(order, 3) != to) {
        order += "+";
      }
      world.partition(1).send(TestEngine.create("p", "{\"order\":\"" + order + "\"}"), world.now());
    }
  }

  private void loseAll() {
    world.badNetwork(1, 1, 0);
    world.advance(Duration.ZERO);
    world.badNetwork(1, 0, 0);
  }

  /// Waits until what was lost is offered again: nothing is while the other side confirms.
  private void waitForAnOffer() {
    world.advance(SECOND);
    world.advance(SECOND);
  }

  private Channel channel(int to) {
    return world.partition(1).engine().state().channels().with(to);
  }

  private long unconfirmed(int to) {
    return channel(to).sent() - channel(to).acknowledged();
  }

  @Test
  void areOfferedWindowByWindowUntilAllAreConfirmed() {
    deploy();
    send(2, TWO_WINDOWS_AND_MORE, "");
    loseAll();
    send(2, 10, "later");
    assertThat(unconfirmed(2)).isEqualTo(TWO_WINDOWS_AND_MORE + 10);

    waitForAnOffer();

    assertThat(unconfirmed(2)).isZero();
    world.settle();
  }

  @Test
  void areAllOfferedByANewLeader() {
    deploy();
    send(2, Channels.MAX_OFFERED + 100, "");
    loseAll();

    world.crash(1);

    assertThat(unconfirmed(2)).isZero();
    world.settle();
  }

  @Test
  void waitForNoOtherPartition() {
    deploy();
    world.cutOff(2);
    send(2, Channels.MAX_OFFERED + 100, "");
    send(3, 5, "");
    loseAll();

    waitForAnOffer();

    assertThat(unconfirmed(3)).isZero();
    assertThat(unconfirmed(2)).isEqualTo(Channels.MAX_OFFERED + 100);
    world.cutOff(0);
    world.settle();
  }

  @Test
  void areOfferedInWindowsOfABoundedSize() {
    deploy();
    world.cutOff(2);
    send(2, 30, "x".repeat(500_000));
    world.advance(Duration.ZERO);

    for (var seconds = 0; seconds < 3 && world.partition(1).outbox().isEmpty(); seconds++) {
      world.partition(1).engine().processDue(world.now() + SECOND.multipliedBy(seconds).toMillis());
      world.partition(1).commit();
    }

    assertThat(world.partition(1).outbox()).hasSizeBetween(1, 8);
    world.cutOff(0);
    world.settle();
    assertThat(unconfirmed(2)).isZero();
  }

  /// A command that fails some times when it is processed.
  private static Command failing(int times) {
    return new DeploymentCommand.Distribute(7, new FailsAtFirst(times));
  }

  private static final class FailsAtFirst extends AbstractList<DeployedProcess> {

    private int left;

    private FailsAtFirst(int times) {
      left = times;
    }

    @Override
    public Iterator<DeployedProcess> iterator() {
      if (left-- > 0) {
        throw new IllegalStateException("on purpose");
      }
      return Collections.emptyIterator();
    }

    @Override
    public DeployedProcess get(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
      return 0;
    }
  }

  private void receive(Command command, int times) {
    for (var i = 0; i < times; i++) {
      var received = new ChannelCommand.Receive(3, 1, command);
      world.partition(2).engine().process(0, received, world.now());
      world.partition(2).commit();
    }
  }

  private long received() {
    return world.partition(2).engine().state().channels().with(3).received();
  }

  @Test
  void comeAgainWhenTheyFail() {
    world.expectFailures();
    receive(failing(2), 2);
    assertThat(received()).isZero();
    assertThat(world.partition(2).outbox()).as("confirmations").isEmpty();

    receive(failing(0), 1);

    assertThat(received()).isEqualTo(1);
    assertThat(world.partition(2).failures()).hasSize(2);
    world.settle();
  }

  @Test
  void areGivenUpAndReportedWhenTheyFailAgainAndAgain() {
    world.expectFailures();
    receive(failing(Channels.MAX_ATTEMPTS), Channels.MAX_ATTEMPTS);

    assertThat(received()).isEqualTo(1);
    assertThat(world.partition(2).failures().getLast().getMessage())
        .contains("gave up command 1 of partition 3");
    world.settle();
  }

  @Test
  void areNotOfferedAgainWhileThePartitionIsAtIt() {
    deploy();
    send(2, 1, "");
    world.settle();
    send(2, 1, "on its way");
    world.partition(1).outbox().clear();
    var at = world.now();

    world.partition(1).engine().processDue(at);
    world.partition(1).engine().processDue(at + SECOND.toMillis());
    world.partition(1).commit();
    assertThat(world.partition(1).outbox()).isEmpty();

    world.partition(1).engine().processDue(at + SECOND.multipliedBy(2).toMillis());
    world.partition(1).commit();
    assertThat(world.partition(1).outbox()).hasSize(1);
    world.settle();
  }
}
