package io.orrery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.protocol.Blob;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.Content;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {

  static Stream<Class<?>> registered() {
    return WireIds.all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("registered")
  void readsBackWhatItWrote(Class<?> type) {
    for (var seed = 0L; seed < 200; seed++) {
      var value = new RandomValues(seed).of(type);
      var out = new Encoder();
      Records.write(out, value);
      var in = new Decoder(out.toBytes());

      assertThat(Records.read(in)).as("seed %d", seed).isEqualTo(value);
      assertThat(in.atEnd()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("registered")
  void writesEqualValuesAsEqualBytes(Class<?> type) {
    for (var seed = 0L; seed < 20; seed++) {
      assertThat(bytes(new RandomValues(seed).of(type)))
          .isEqualTo(bytes(new RandomValues(seed).of(type)));
    }
  }

  private static byte[] bytes(Object value) {
    var out = new Encoder();
    Records.write(out, value);
    return out.toBytes();
  }

  @Test
  void readsBackABatch() {
    for (var seed = 0L; seed < 50; seed++) {
      var records = randomBatch(seed, 17);
      var out = new Encoder();
      Records.writeBatch(out, 17, records);
      var in = new Decoder(out.toBytes());

      assertThat(Records.baseOf(in)).isEqualTo(17);
      assertThat(Records.readBatch(in, 17)).as("seed %d", seed).isEqualTo(records);
      assertThat(in.atEnd()).isTrue();
    }
  }

  static List<LogRecord> randomBatch(long seed, long base) {
    var values = new RandomValues(seed);
    var records = new ArrayList<LogRecord>();
    var position = base;
    for (var type : WireIds.all().values()) {
      if (Content.class.isAssignableFrom(type)) {
        var content = (Content) values.of(type);
        var source = records.size() % 3 == 0 ? -1 : position;
        records.add(new LogRecord(++position, source, seed * 31, 1_000 + position, content));
      }
    }
    return records;
  }

  @Test
  void writesWhatRepeatsOnce() {
    var value = new ElementValue(2251799813685249L, 2251799813685248L, 3, 2251799813685249L);
    var out = new Encoder();
    Records.write(out, new ElementEvent.Activated(value));
    var first = out.size();
    Records.write(out, new ElementEvent.Completing(value));

    assertThat(out.size() - first).isLessThanOrEqualTo(8);
  }

  @Test
  void writesABlobThatRepeatsOnce() {
    var model = Blob.of(new byte[10_000]);
    var command = new DeploymentCommand.Create(List.of(new DeploymentCommand.Resource("a", model)));
    var out = new Encoder();
    Records.write(out, command);
    var first = out.size();
    Records.write(out, command);

    assertThat(out.size() - first).isLessThan(10);
    var in = new Decoder(out.toBytes());
    assertThat(Records.read(in)).isEqualTo(command);
    assertThat(Records.read(in)).isEqualTo(command);
  }

  @Test
  void weighsRecordsNeverTooLittle() {
    for (var seed = 0L; seed < 50; seed++) {
      var records = randomBatch(seed, 0);

      assertThat(Records.weigh(records)).isGreaterThanOrEqualTo(Records.sizeOf(records));
    }
  }

  @Test
  void beginsAnewAfterAReset() {
    var command = new JobCommand.Activate("work", "me", Duration.ofMinutes(1), 3, List.of("work"));
    var out = new Encoder();
    Records.write(out, command);
    out.reset();
    Records.write(out, command);

    assertThat(Records.read(new Decoder(out.toBytes()))).isEqualTo(command);
  }

  @Test
  void refusesToWriteWhatMustNotBeMissing() {
    var out = new Encoder();
    // what only a bug would do
    @SuppressWarnings("NullAway")
    var broken = new Rejection(RejectionType.NOT_FOUND, null);

    assertThatThrownBy(() -> Records.write(out, broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reason must not be null");
  }

  @Test
  void refusesToWriteWhatHasNoWireId() {
    assertThatThrownBy(() -> Records.write(new Encoder(), "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no wire id");
  }

  @Test
  void readsAValueOnlyWhole() {
    var bytes = Records.encodeValue(new ElementValue(1, 2, 3, 4));

    assertThat(Records.decodeValue(ElementValue.class, bytes))
        .isEqualTo(new ElementValue(1, 2, 3, 4));
    assertThatThrownBy(
            () -> Records.decodeValue(ElementValue.class, java.util.Arrays.copyOf(bytes, 20)))
        .isInstanceOf(CorruptDataException.class);
  }

  @Test
  void readsCommandsNestedAsDeepAsTheyOccurAndNoDeeper() {
    Command command = new MessageCommand.Publish("m", "k", Duration.ZERO, "", Document.EMPTY, null);
    for (var i = 0; i < Decoder.MAX_DEPTH - 1; i++) {
      command = new ChannelCommand.Receive(1, i, command);
    }
    assertThat(Records.read(new Decoder(Records.encode(command)))).isEqualTo(command);

    var deeper = Records.encode(new ChannelCommand.Receive(1, 1, command));
    assertThatThrownBy(() -> Records.read(new Decoder(deeper)))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("nested deeper");
  }
}
