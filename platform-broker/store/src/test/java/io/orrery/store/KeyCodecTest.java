package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {

  private static final int PAIRS = 5_000;

  /// Characters where encodings of one, two and three bytes, surrogates and zero meet.
  private static final char[] CHARS = {
    '\0', 1, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFFFF
  };

  private static final KeyCodec<Mixed> MIXED =
      KeyCodec.composite(
          (writer, key) ->
              writer
                  .writeString(key.text())
                  .writeInt(key.rank())
                  .writeBoolean(key.flag())
                  .writeLong(key.number()),
          reader ->
              new Mixed(
                  reader.readString(), reader.readInt(), reader.readBoolean(), reader.readLong()));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void longsSortAsTheirBytesDo(long seed) {
    var random = new Random(seed);
    checkOrder(KeyCodec.LONG, () -> number(random));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void stringsSortAsTheirBytesDo(long seed) {
    var random = new Random(seed);
    checkOrder(KeyCodec.STRING, () -> text(random));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void compositeKeysSortAsTheirBytesDo(long seed) {
    var random = new Random(seed);
    checkOrder(
        MIXED,
        () ->
            new Mixed(
                text(random),
                (int) number(random).longValue(),
                random.nextBoolean(),
                number(random)));
  }

  @Test
  void refusesAKeyThatWasWrittenWithMoreFields() {
    var longer = KeyCodec.<Long>composite((w, k) -> w.writeLong(k).writeLong(k), r -> 0L);
    var shorter =
        KeyCodec.<Long>composite((writer, key) -> writer.writeLong(key), KeyReader::readLong);

    assertThatThrownBy(() -> shorter.decode(longer.encode(1L), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("8 bytes");
  }

  private static <K extends Comparable<? super K>> void checkOrder(
      KeyCodec<K> codec, Supplier<K> keys) {
    for (var i = 0; i < PAIRS; i++) {
      var one = keys.get();
      var other = keys.get();
      var oneBytes = codec.encode(one);
      assertThat(Integer.signum(Arrays.compareUnsigned(oneBytes, codec.encode(other))))
          .as("%s against %s", one, other)
          .isEqualTo(Integer.signum(one.compareTo(other)));
      var shifted = new byte[oneBytes.length + 2];
      System.arraycopy(oneBytes, 0, shifted, 2, oneBytes.length);
      assertThat(codec.decode(shifted, 2)).isEqualTo(one);
    }
  }

  private static Long number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> (long) random.nextInt(-2, 3);
      case 1 -> Long.MIN_VALUE + random.nextInt(2);
      case 2 -> Long.MAX_VALUE - random.nextInt(2);
      default -> random.nextLong();
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (var length = random.nextInt(4); length > 0; length--) {
      text.append(CHARS[random.nextInt(CHARS.length)]);
    }
    return text.toString();
  }

  record Mixed(String text, int rank, boolean flag, long number) implements Comparable<Mixed> {

    private static final Comparator<Mixed> ORDER =
        Comparator.comparing(Mixed::text)
            .thenComparingInt(Mixed::rank)
            .thenComparing(Mixed::flag)
            .thenComparingLong(Mixed::number);

    @Override
    public int compareTo(Mixed other) {
      return ORDER.compare(this, other);
    }
  }
}
