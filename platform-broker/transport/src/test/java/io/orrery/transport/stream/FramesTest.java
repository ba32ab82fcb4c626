package io.orrery.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orrery.protocol.Document;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.codec.CorruptDataException;
import io.orrery.transport.Answer;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Jobs;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

  private static final List<GatewayFrame> FROM_GATEWAY =
      List.of(
          new GatewayFrame.Hello(1),
          new GatewayFrame.Request(7, 2, new JobCommand.Complete(9, Document.EMPTY, 1), 15_000),
          new GatewayFrame.Open(8, 1, request()),
          new GatewayFrame.Grant(8, 3),
          new GatewayFrame.Ready(8, false),
          new GatewayFrame.GiveBack(1, Jobs.job(1, 5)),
          new GatewayFrame.Close(8),
          new GatewayFrame.Watch(9, "pay"),
          new GatewayFrame.Unwatch(9));

  private static final List<BrokerFrame> FROM_BROKER =
      List.of(
          new BrokerFrame.Present(new FakeBrokers(3).topology()),
          new BrokerFrame.Accepted(1, new Response.InstanceCreated(1, "order", 2, 3), 4_711),
          new BrokerFrame.Accepted(
              2,
              new Response.JobsActivated(List.of(Jobs.job(1, 5)), true),
              Answer.Accepted.NO_POSITION),
          new BrokerFrame.Refused(3, new Rejection(RejectionType.NOT_FOUND, "no such job")),
          new BrokerFrame.Overloaded(4, "cpu", "busy"),
          new BrokerFrame.Unavailable(5, "no leader", true),
          new BrokerFrame.Push(6, Jobs.job(2, 6)),
          new BrokerFrame.Ended(6, "moved"),
          new BrokerFrame.Available(9));

  private static JobStreamRequest request() {
    return new JobStreamRequest("pay", "w", Duration.ofSeconds(30), List.of("amount"), 5, true);
  }

  private static byte[] packet(List<? extends Frame> frames) {
    var packet = new ByteArrayOutputStream();
    frames.forEach(frame -> packet.writeBytes(Frames.encode(frame)));
    return packet.toByteArray();
  }

  @Test
  void allFramesOfAPacketComeOutAsTheyWentIn() {
    assertThat(Frames.decode(packet(FROM_GATEWAY), GatewayFrame.class)).isEqualTo(FROM_GATEWAY);
    assertThat(Frames.decode(packet(FROM_BROKER), BrokerFrame.class)).isEqualTo(FROM_BROKER);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 127, 128, 16_000, 16_500, 3_000_000})
  void framesOfAllSizesSurvive(int size) {
    var frames = List.of(new BrokerFrame.Ended(1, "x".repeat(size)));

    assertThat(Frames.decode(packet(frames), BrokerFrame.class)).isEqualTo(frames);
  }

  @Test
  void aGatewayMayNotSendWhatBrokersSend() {
    assertThatExceptionOfType(CorruptDataException.class)
        .isThrownBy(() -> Frames.decode(packet(FROM_BROKER), GatewayFrame.class));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void damagedPacketsAreRefusedOrReadButNothingElse(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < 2_000; i++) {
      var packet = packet(FROM_GATEWAY);
      for (var hits = 1 + random.nextInt(3); hits > 0; hits--) {
        packet[random.nextInt(packet.length)] = (byte) random.nextInt();
      }
      try {
        Frames.decode(packet, GatewayFrame.class);
      } catch (CorruptDataException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void commandsNestedInCommandsWithoutEndAreRefused() {
    var envelope = Frames.encode(new GatewayFrame.Request(1, 1, new TimerCommand.Trigger(1), 0));
    var nested = new ByteArrayOutputStream();
    nested.write(envelope, 1, 3); // its kind, id and partition
    for (var i = 0; i < 600_000; i++) {
      nested.writeBytes(new byte[] {29, 2, 0}); // ChannelCommand.Receive of another command
    }
    var packet = new ByteArrayOutputStream();
    for (var rest = nested.size(); rest > 0; rest >>>= 7) {
      packet.write(rest < 0x80 ? rest : rest | 0x80);
    }
    packet.writeBytes(nested.toByteArray());

    assertThatExceptionOfType(CorruptDataException.class)
        .isThrownBy(() -> Frames.decode(packet.toByteArray(), GatewayFrame.class));
  }

  @Test
  void theEnginesOwnCommandsAreNotForGatewaysToSend() {
    assertThatExceptionOfType(CorruptDataException.class)
        .isThrownBy(() -> Permitted.check(new TimerCommand.Trigger(1)))
        .withMessageContaining("not for gateways");
  }
}
