package io.orrery.log.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orrery.log.LogDamagedException;
import java.nio.ByteBuffer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class EntryFrameTest {

  private static final byte[] CONTENT = "the content of an entry, longer than a header".getBytes();

  @Test
  void givesTheContentBackWithoutCopyingIt() {
    ByteBuffer content = EntryFrame.unwrap(EntryFrame.wrap(ByteBuffer.wrap(CONTENT), 7), 8);
    assertThat(content).isEqualTo(ByteBuffer.wrap(CONTENT));
    byte[] large = new byte[1000];
    assertThat(EntryFrame.unwrap(EntryFrame.wrap(ByteBuffer.wrap(large), 7), 8).array())
        .isSameAs(large);
  }

  @Test
  void takesAPartOfABuffer() {
    ByteBuffer part = ByteBuffer.wrap(CONTENT, 4, 7);
    assertThat(EntryFrame.unwrap(EntryFrame.wrap(part, 7), 8)).isEqualTo(part);
    assertThat(part.remaining()).isEqualTo(7);
  }

  @Test
  void noticesEveryFlippedByte() {
    byte[] intact = EntryFrame.wrap(ByteBuffer.wrap(CONTENT), 7).toByteArray();
    assertThat(EntryFrame.unwrap(ByteString.copyFrom(intact), 8)).isNotNull();
    for (int i = 0; i < intact.length; i++) {
      byte[] flipped = intact.clone();
      flipped[i] ^= 1;
      assertThatExceptionOfType(LogDamagedException.class)
          .as("byte %d", i)
          .isThrownBy(() -> EntryFrame.unwrap(ByteString.copyFrom(flipped), 8))
          .withMessageContaining("8");
    }
  }

  @Test
  void noticesAMissingEnd() {
    ByteString intact = EntryFrame.wrap(ByteBuffer.wrap(CONTENT), 7);
    for (int length = 0; length < intact.size(); length++) {
      ByteString part = intact.substring(0, length);
      assertThatExceptionOfType(LogDamagedException.class)
          .isThrownBy(() -> EntryFrame.unwrap(part, 8));
    }
  }

  @Test
  void tellsTheCommitIndexOfAFrameInTheMiddleOfOtherBytes() {
    byte[] frame = EntryFrame.wrap(ByteBuffer.wrap(CONTENT), 7).toByteArray();
    ByteBuffer file = ByteBuffer.allocate(frame.length + 100).put(13, frame);
    assertThat(EntryFrame.committedAt(file, 13)).isEqualTo(7);
    assertThat(EntryFrame.committedAt(file, 12)).isEqualTo(-1);
    file.put(13 + frame.length - 1, (byte) 0);
    assertThat(EntryFrame.committedAt(file, 13)).isEqualTo(-1);
  }
}
