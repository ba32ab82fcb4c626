package io.orrery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that no encoder wrote are read as something or refused as corrupt, but never end in
/// anything else.
class CorruptBytesTest {

  private static final int TRIES = 3_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void areRefusedOrRead(long seed) {
    var random = new Random(seed);
    var out = new Encoder();
    Records.writeBatch(out, 5, CodecTest.randomBatch(seed, 5));
    var whole = out.toBytes();
    for (var i = 0; i < TRIES; i++) {
      var bytes = spoil(whole, random);
      try {
        var in = new Decoder(bytes);
        Records.readBatch(in, Records.baseOf(in));
      } catch (CorruptDataException e) {
        continue;
      } catch (RuntimeException | Error e) {
        fail("seed " + seed + ", try " + i, e);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void ofSingleContentsAreRefusedOrRead(long seed) {
    var random = new Random(seed);
    for (var type : WireIds.all().values()) {
      var out = new Encoder();
      Records.write(out, new RandomValues(seed).of(type));
      for (var i = 0; i < 100; i++) {
        try {
          Records.read(new Decoder(spoil(out.toBytes(), random)));
        } catch (CorruptDataException e) {
          continue;
        } catch (RuntimeException | Error e) {
          fail("seed " + seed + ", try " + i + " of " + type, e);
        }
      }
    }
  }

  @Test
  void ofPureNoiseAreRefusedOrRead() {
    var random = new Random(11);
    for (var i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      try {
        Records.read(new Decoder(bytes));
      } catch (CorruptDataException e) {
        continue;
      } catch (RuntimeException | Error e) {
        fail("try " + i, e);
      }
    }
  }

  @Test
  void thatEndTooEarlyAreAlwaysRefused() {
    var out = new Encoder();
    Records.writeBatch(out, 5, CodecTest.randomBatch(3, 5));
    var whole = out.toBytes();
    for (var length = 0; length < whole.length; length += 7) {
      var in = new Decoder(whole, 0, length);
      assertThatThrownBy(() -> Records.readBatch(in, Records.baseOf(in)))
          .isInstanceOf(CorruptDataException.class);
    }
  }

  private static byte[] spoil(byte[] whole, Random random) {
    var bytes = whole.clone();
    var at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 9), (byte) 0xff);
      case 3 -> bytes = Arrays.copyOf(bytes, at);
      default ->
          System.arraycopy(bytes, at, bytes, random.nextInt(at + 1), (bytes.length - at) / 2);
    }
    return bytes;
  }
}
