package io.orrery.protocol.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes and reads the values of one type.
interface FieldCodec {

  /// As much as any value takes besides what [#weigh] says: a number, a length, the name of an
  /// enum.
  int FIXED_BYTES = 32;

  /// Whether values take more than [#FIXED_BYTES].
  default boolean varies() {
    return false;
  }

  /// How many bytes the variable part of a value takes at most, as if nothing of it was written
  /// before.
  default long weigh(@Nullable Object value) {
    return 0;
  }

  void write(Encoder out, @Nullable Object value);

  @Nullable Object read(Decoder in);

  /// A codec for values that are never null.
  static <T> FieldCodec of(
      Class<T> type, BiConsumer<Encoder, T> writer, Function<Decoder, T> reader) {
    return new FieldCodec() {
      @Override
      public void write(Encoder out, @Nullable Object value) {
        if (value == null) {
          throw new IllegalArgumentException("a " + type.getSimpleName() + " must not be null");
        }
        writer.accept(out, type.cast(value));
      }

      @Override
      public Object read(Decoder in) {
        return reader.apply(in);
      }
    };
  }

  /// The same with a byte in front that says whether there is a value.
  default FieldCodec orNull() {
    var present = this;
    return new FieldCodec() {
      @Override
      public boolean varies() {
        return present.varies();
      }

      @Override
      public long weigh(@Nullable Object value) {
        return value == null ? 0 : present.weigh(value);
      }

      @Override
      public void write(Encoder out, @Nullable Object value) {
        out.octet(value == null ? 0 : 1);
        if (value != null) {
          present.write(out, value);
        }
      }

      @Override
      public @Nullable Object read(Decoder in) {
        return in.flag() ? present.read(in) : null;
      }
    };
  }
}
