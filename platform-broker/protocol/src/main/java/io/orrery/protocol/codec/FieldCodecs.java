package io.orrery.protocol.codec;

import io.orrery.protocol.Blob;
import io.orrery.protocol.Document;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The codec for each type that a component may have.
final class FieldCodecs {

  /// For how many elements of a list room is made before the first of them is read.
  private static final int MAX_ROOM = 1_024;

  /// As many bytes as one char takes at most.
  private static final int MAX_CHAR_BYTES = 3;

  private static final FieldCodec INT =
      FieldCodec.of(Integer.class, (out, v) -> out.signed(v), Decoder::integer);
  private static final FieldCodec LONG =
      FieldCodec.of(Long.class, (out, v) -> out.longValue(v), Decoder::longValue);
  private static final FieldCodec BOOLEAN =
      FieldCodec.of(Boolean.class, (out, v) -> out.octet(v ? 1 : 0), Decoder::flag);

  private static final Map<Class<?>, FieldCodec> CODECS =
      Map.ofEntries(
          Map.entry(int.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(boolean.class, BOOLEAN),
          Map.entry(Integer.class, INT.orNull()),
          Map.entry(Long.class, LONG.orNull()),
          Map.entry(String.class, new TextCodec()),
          Map.entry(Document.class, new DocumentCodec()),
          Map.entry(Blob.class, new BlobCodec()),
          Map.entry(
              Instant.class,
              FieldCodec.of(
                      Instant.class,
                      (out, v) -> out.instant(v.toEpochMilli()),
                      in -> Instant.ofEpochMilli(in.instant()))
                  .orNull()),
          Map.entry(
              Duration.class,
              FieldCodec.of(
                      Duration.class,
                      (out, v) -> out.signed(v.toMillis()),
                      in -> Duration.ofMillis(in.signed()))
                  .orNull()));

  private FieldCodecs() {}

  /// @throws IllegalArgumentException if there is no codec for the type
  static FieldCodec of(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return new ListCodec(of(generic.getActualTypeArguments()[0]));
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no codec for " + type);
    }
    var known = CODECS.get(plain);
    if (known != null) {
      return known;
    } else if (plain.isEnum()) {
      return new EnumCodec(plain);
    } else if (plain.isRecord()) {
      return new NestedCodec(plain);
    } else if (plain.isSealed()) {
      return new OneOfCodec();
    }
    throw new IllegalArgumentException("no codec for " + plain);
  }

  private static final class TextCodec implements FieldCodec {
    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public long weigh(@Nullable Object value) {
      return value == null ? 0 : (long) MAX_CHAR_BYTES * ((String) value).length();
    }

    @Override
    public void write(Encoder out, @Nullable Object value) {
      out.text((String) value);
    }

    @Override
    public @Nullable Object read(Decoder in) {
      return in.text();
    }
  }

  private static final class BlobCodec implements FieldCodec {
    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public long weigh(@Nullable Object value) {
      return value == null ? 0 : ((Blob) value).size();
    }

    @Override
    public void write(Encoder out, @Nullable Object value) {
      if (value == null) {
        throw new IllegalArgumentException("a blob must not be null");
      }
      out.blob((Blob) value);
    }

    @Override
    public Object read(Decoder in) {
      return in.blob();
    }
  }

  private static final class DocumentCodec implements FieldCodec {
    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public long weigh(@Nullable Object value) {
      return value == null ? 0 : ((Document) value).size();
    }

    @Override
    public void write(Encoder out, @Nullable Object value) {
      out.document((Document) value);
    }

    @Override
    public @Nullable Object read(Decoder in) {
      return in.document();
    }
  }

  /// Enums are written by name: an order is easily changed by accident.
  private record EnumCodec(Class<?> type) implements FieldCodec {
    @Override
    public void write(Encoder out, @Nullable Object value) {
      out.text(value == null ? null : ((Enum<?>) value).name());
    }

    @Override
    public @Nullable Object read(Decoder in) {
      var name = in.text();
      if (name == null) {
        return null;
      }
      for (var constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(name)) {
          return constant;
        }
      }
      throw new CorruptDataException("unknown " + type.getSimpleName() + " " + name);
    }
  }

  private static final class NestedCodec implements FieldCodec {
    private final Class<?> type;
    private @Nullable RecordShape shape;

    NestedCodec(Class<?> type) {
      this.type = type;
    }

    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public long weigh(@Nullable Object value) {
      return value == null ? 0 : shape().weigh(value);
    }

    @Override
    public void write(Encoder out, @Nullable Object value) {
      out.octet(value == null ? 0 : 1);
      if (value != null) {
        shape().write(out, value);
      }
    }

    @Override
    public @Nullable Object read(Decoder in) {
      return in.flag() ? shape().read(in) : null;
    }

    private RecordShape shape() {
      var found = shape;
      if (found == null) {
        found = RecordShape.of(type);
        shape = found;
      }
      return found;
    }
  }

  /// A value of a sealed interface: its wire id, then its components.
  private static final class OneOfCodec implements FieldCodec {
    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public long weigh(@Nullable Object value) {
      return value == null ? 0 : RecordShape.of(value.getClass()).weigh(value);
    }

    @Override
    public void write(Encoder out, @Nullable Object value) {
      if (value == null) {
        out.number(0);
      } else {
        Records.write(out, value);
      }
    }

    @Override
    public @Nullable Object read(Decoder in) {
      return Records.readOrNull(in);
    }
  }

  private record ListCodec(FieldCodec element) implements FieldCodec {
    @Override
    public boolean varies() {
      return true;
    }

    @Override
    public long weigh(@Nullable Object value) {
      var sum = 0L;
      if (value instanceof List<?> list) {
        for (var each : list) {
          sum += FieldCodec.FIXED_BYTES + element.weigh(each);
        }
      }
      return sum;
    }

    @Override
    public void write(Encoder out, @Nullable Object value) {
      if (!(value instanceof List<?> list)) {
        throw new IllegalArgumentException("a list must not be null");
      }
      out.number(list.size());
      for (var each : list) {
        element.write(out, each);
      }
    }

    @Override
    public Object read(Decoder in) {
      var size = in.length();
      var list = new ArrayList<Object>(Math.min(size, MAX_ROOM));
      for (var i = 0; i < size; i++) {
        var each = element.read(in);
        if (each == null) {
          throw new CorruptDataException("a list holds no value at " + i);
        }
        list.add(each);
      }
      return List.copyOf(list);
    }
  }
}
