package io.orrery.engine.state;

import io.orrery.protocol.Command;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.Incident;
import io.orrery.protocol.QuarantinedRecord;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Encoder;
import io.orrery.protocol.codec.Records;
import io.orrery.store.KeyCodec;
import io.orrery.store.TableSpec;
import io.orrery.store.ValueCodec;
import java.nio.ByteBuffer;

/// The specifications of the tables: their keys, and how their values are stored.
final class Specs {

  /// About what a value takes in memory besides its documents, in bytes.
  private static final int BASE_WEIGHT = 192;

  /// About what a boxed key in a list takes, in bytes.
  private static final int KEY_WEIGHT = 24;

  /// The most that one value counts.
  private static final int MAX_WEIGHT = 1 << 30;

  private Specs() {}

  static <K, V extends Record> TableSpec<K, V> point(TableId id, KeyCodec<K> key, Class<V> value) {
    return TableSpec.point(id.prefix(), key, new RecordValues<>(value));
  }

  static <K extends Comparable<? super K>, V extends Record> TableSpec<K, V> ordered(
      TableId id, KeyCodec<K> key, Class<V> value) {
    return TableSpec.ordered(id.prefix(), key, new RecordValues<>(value));
  }

  static <K extends Comparable<? super K>> TableSpec<K, Boolean> set(TableId id, KeyCodec<K> key) {
    return TableSpec.ordered(id.prefix(), key, ValueCodec.PRESENCE);
  }

  static <K extends Comparable<? super K>> TableSpec<K, Integer> counts(
      TableId id, KeyCodec<K> key) {
    return TableSpec.ordered(id.prefix(), key, new Counts());
  }

  static <K> TableSpec<K, Long> keys(TableId id, KeyCodec<K> key) {
    return TableSpec.point(id.prefix(), key, new LongValues());
  }

  static <K extends Comparable<? super K>> TableSpec<K, Command> commands(
      TableId id, KeyCodec<K> key) {
    return TableSpec.ordered(id.prefix(), key, new Commands());
  }

  private record RecordValues<V extends Record>(Class<V> type) implements ValueCodec<V> {
    @Override
    public byte[] encode(V value) {
      return Records.encodeValue(value);
    }

    @Override
    public V decode(byte[] bytes) {
      return Records.decodeValue(type, bytes);
    }

    @Override
    public int weight(V value) {
      return BASE_WEIGHT
          + switch (value) {
            case ScopeVariables scope -> scope.values().size() + KEY_WEIGHT * scope.keys().size();
            case StoredTrigger trigger -> trigger.variables().size();
            case StoredMessage stored -> stored.message().variables().size();
            case DeployedProcess process -> process.resource().size();
            case QuarantinedRecord record -> record.content().size();
            case StoredJob stored -> stored.job().headers().size();
            case Incident incident -> incident.message().length();
            case Remembered remembered -> (int) Records.weigh(remembered.response());
            case Quarantined quarantined -> weightOf(quarantined);
            default -> 0;
          };
    }

    private static int weightOf(Quarantined quarantined) {
      var sum = (long) quarantined.reason().length();
      for (var each : quarantined.commands()) {
        sum += Records.weigh(each);
      }
      return (int) Math.min(sum, MAX_WEIGHT);
    }
  }

  private record Counts() implements ValueCodec<Integer> {
    @Override
    public byte[] encode(Integer value) {
      return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    @Override
    public Integer decode(byte[] bytes) {
      return ByteBuffer.wrap(bytes).getInt();
    }
  }

  private record LongValues() implements ValueCodec<Long> {
    @Override
    public byte[] encode(Long value) {
      return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public Long decode(byte[] bytes) {
      return ByteBuffer.wrap(bytes).getLong();
    }
  }

  private record Commands() implements ValueCodec<Command> {
    @Override
    public byte[] encode(Command value) {
      var out = new Encoder();
      Records.write(out, value);
      return out.toBytes();
    }

    @Override
    public Command decode(byte[] bytes) {
      return (Command) Records.read(new Decoder(bytes));
    }

    @Override
    public int weight(Command value) {
      return BASE_WEIGHT + (int) Records.weigh(value);
    }
  }
}
