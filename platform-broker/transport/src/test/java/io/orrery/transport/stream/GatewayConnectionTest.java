package io.orrery.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Jobs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A gateway that does not read, as the broker sees it.
class GatewayConnectionTest {

  private static final JobStreamRequest STREAM =
      new JobStreamRequest("pay", "w", Duration.ofSeconds(30), List.of(), 1_000, true);

  private final FakeBrokers broker = new FakeBrokers(2);
  private final FakeWire wire = new FakeWire();
  private final GatewayConnection connection = new GatewayConnection(broker, wire, _ -> {});

  @BeforeEach
  void greet() {
    say(new GatewayFrame.Hello(Frames.VERSION));
  }

  private void say(GatewayFrame frame) {
    connection.onNext(Frames.encode(frame));
  }

  private void expectBack(int partition, long counter) {
    var sent = broker.next();
    assertThat(sent.partition()).isEqualTo(partition);
    assertThat(sent.command()).isEqualTo(new JobCommand.Yield(Keys.of(partition, counter), 1));
  }

  @Test
  void givesBackTheJobsThatStillWaitForItWhenItGoes() {
    say(new GatewayFrame.Open(1, 2, STREAM));
    broker.nextStream().receiver.job(Jobs.job(2, 5));
    say(request(7, 1));
    broker.next().accept(Jobs.job(1, 6), Jobs.job(1, 7));

    connection.onError(new IllegalStateException("gone"));

    expectBack(2, 5);
    expectBack(1, 6);
    expectBack(1, 7);
    assertThat(broker.isIdle()).isTrue();
  }

  private static GatewayFrame request(long id, int partition) {
    return new GatewayFrame.Request(
        id,
        partition,
        new JobCommand.Activate("pay", "w", Duration.ofSeconds(5), 2, List.of()),
        1_000);
  }

  @Test
  void givesBackAllJobsWhenTooMuchWaits() {
    say(new GatewayFrame.Open(1, 2, STREAM));
    var stream = broker.nextStream();
    var large = "{\"x\":\"%s\"}".formatted("x".repeat(1 << 20));
    var pushed = 0;
    while (broker.isIdle()) {
      stream.receiver.job(Jobs.job(2, ++pushed, large));
    }

    for (var i = 1; i <= pushed; i++) {
      expectBack(2, i);
    }
    assertThat(broker.isIdle()).isTrue();
  }
}
