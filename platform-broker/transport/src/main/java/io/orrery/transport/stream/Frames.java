package io.orrery.transport.stream;

import io.orrery.protocol.codec.CorruptDataException;
import io.orrery.protocol.codec.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Frames as bytes: the number of the kind, then the components. Several frames travel together in
/// one packet, each behind its length.
final class Frames {

  /// What both ends must have in common.
  static final int VERSION = 3;

  private static final Map<Integer, Class<? extends Record>> KINDS = new HashMap<>();
  private static final Map<Class<?>, Integer> NUMBERS = new HashMap<>();

  static {
    put(1, GatewayFrame.Hello.class);
    put(2, GatewayFrame.Request.class);
    put(3, GatewayFrame.Open.class);
    put(4, GatewayFrame.Grant.class);
    put(5, GatewayFrame.Ready.class);
    put(6, GatewayFrame.GiveBack.class);
    put(7, GatewayFrame.Close.class);
    put(8, GatewayFrame.Watch.class);
    put(9, GatewayFrame.Unwatch.class);
    put(32, BrokerFrame.Present.class);
    put(33, BrokerFrame.Accepted.class);
    put(34, BrokerFrame.Refused.class);
    put(35, BrokerFrame.Overloaded.class);
    put(36, BrokerFrame.Unavailable.class);
    put(37, BrokerFrame.Push.class);
    put(38, BrokerFrame.Ended.class);
    put(39, BrokerFrame.Available.class);
  }

  private Frames() {}

  private static void put(int number, Class<? extends Record> kind) {
    KINDS.put(number, kind);
    NUMBERS.put(kind, number);
  }

  /// One frame, ready for a packet.
  static byte[] encode(Frame frame) {
    var body = Records.encodeValue((Record) frame);
    var length = body.length + 1;
    var at = 0;
    var bytes = new byte[sizeOfLength(length) + length];
    for (var rest = length; ; rest >>>= 7) {
      if (rest < 0x80) {
        bytes[at++] = (byte) rest;
        break;
      }
      bytes[at++] = (byte) (rest | 0x80);
    }
    bytes[at++] = Objects.requireNonNull(NUMBERS.get(frame.getClass())).byteValue();
    System.arraycopy(body, 0, bytes, at, body.length);
    return bytes;
  }

  private static int sizeOfLength(int length) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(length)) / 7);
  }

  /// The frames of a packet.
  ///
  /// @param expected what the other end may send
  /// @throws CorruptDataException if the bytes are no packet of such frames
  static <F extends Frame> List<F> decode(byte[] packet, Class<F> expected) {
    var frames = new ArrayList<F>();
    var at = 0;
    while (at < packet.length) {
      var length = 0;
      var shift = 0;
      int next;
      do {
        if (at == packet.length || shift > 28) {
          throw new CorruptDataException("no length at byte " + at);
        }
        next = packet[at++];
        length |= (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      if (length < 1 || length > packet.length - at) {
        throw new CorruptDataException("a frame of " + length + " bytes at byte " + at);
      }
      frames.add(frame(Arrays.copyOfRange(packet, at, at + length), expected));
      at += length;
    }
    return frames;
  }

  private static <F extends Frame> F frame(byte[] bytes, Class<F> expected) {
    var kind = KINDS.get((int) bytes[0]);
    if (kind == null || !expected.isAssignableFrom(kind)) {
      throw new CorruptDataException("unexpected kind of frame: " + bytes[0]);
    }
    try {
      var body = Arrays.copyOfRange(bytes, 1, bytes.length);
      return expected.cast(Records.decodeValue(kind, body));
    } catch (CorruptDataException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // numbers out of range, or commands in commands in commands
      throw new CorruptDataException("not a " + kind.getSimpleName(), e);
    }
  }
}
