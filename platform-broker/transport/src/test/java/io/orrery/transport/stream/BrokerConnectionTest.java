package io.orrery.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.transport.Answer;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.Jobs;
import io.orrery.transport.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that outlast the patience of their callers.
class BrokerConnectionTest {

  private static final long PATIENCE_MILLIS = 60_000;

  private final FakeBrokers broker = new FakeBrokers(1);
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final BrokerEndpoint endpoint = listen();
  private final BrokerConnection connection =
      new BrokerConnection("127.0.0.1:" + endpoint.port(), new Nobody());

  private BrokerEndpoint listen() {
    try {
      return new BrokerEndpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), broker);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Wants to hear nothing.
  private record Nobody() implements BrokerConnection.Owner {
    @Override
    public void present(BrokerConnection connection, Topology topology) {}

    @Override
    public void available(long watch) {}

    @Override
    public void gone(BrokerConnection connection, String reason) {}
  }

  @BeforeEach
  void begin() {
    connection.begin();
  }

  @AfterEach
  void stop() {
    connection.end("the test is over");
    endpoint.close();
  }

  @Test
  void areForgottenAndTheJobsThatComeYetGoBack() {
    var activate = new JobCommand.Activate("pay", "w", Duration.ofSeconds(5), 1, List.of());
    connection.request(1, 1, activate, PATIENCE_MILLIS, answers::add);
    var sent = broker.next();

    connection.forgetOld(System.nanoTime());
    assertThat(answers).isEmpty();
    connection.forgetOld(System.nanoTime() + Duration.ofMinutes(2).toNanos());
    assertThat(FakeBrokers.await(answers))
        .isInstanceOfSatisfying(
            Answer.Unavailable.class, answer -> assertThat(answer.sent()).isTrue());

    sent.accept(Jobs.job(1, 5));
    assertThat(broker.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(1, 5), 1));
    assertThat(answers).isEmpty();
  }
}
