package io.orrery.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

  @Test
  void looksLikeTheKeysThatClientsKnow() {
    assertThat(Keys.of(1, 1)).isEqualTo(2251799813685249L);
    assertThat(Keys.of(2, 1)).isEqualTo(4503599627370497L);
  }

  @Test
  void namesItsPartitionAndItsCounter() {
    var greatest = (1L << Keys.COUNTER_BITS) - 1;
    for (var partition : new int[] {1, 2, 3, 100, Keys.MAX_PARTITION}) {
      for (var counter : new long[] {1, 2, 1_000_000_000_000L, greatest}) {
        var key = Keys.of(partition, counter);
        assertThat(key).isPositive();
        assertThat(Keys.partitionOf(key)).isEqualTo(partition);
        assertThat(Keys.counterOf(key)).isEqualTo(counter);
      }
    }
  }

  @Test
  void belongsToNoPartitionWhenItNeverWasAKey() {
    assertThat(Keys.partitionOf(0)).isZero();
    assertThat(Keys.partitionOf(17)).isZero();
    assertThat(Keys.partitionOf(-1)).isNegative();
    assertThat(Keys.partitionOf(Long.MIN_VALUE)).isNegative();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3, 1",
    "a, 3, 2", // 97
    "ab, 3, 1", // 3105
    "order-17, 8, 6",
    // the hash of this text is the smallest int, which has no absolute value
    "polygenelubricants, 3, 3",
    "polygenelubricants, 5, 4",
  })
  void sendsAMessageHome(String correlationKey, int partitions, int home) {
    assertThat(Keys.homeOf(correlationKey, partitions)).isEqualTo(home);
    assertThat(Keys.homeOf(correlationKey, partitions))
        .isEqualTo(Math.abs(correlationKey.hashCode() % partitions) + 1);
  }

  /// Clients and other implementations compute the same; what has no absolute value is the trap.
  @Test
  void agreesWithTheFormulaOfTheEcosystemForEveryHash() {
    var texts = new ArrayList<>(List.of("polygenelubricants", "GydZG_", "DESIGNING WORKHOUSES"));
    assertThat(texts).allMatch(it -> it.hashCode() == Integer.MIN_VALUE);
    var random = new Random(11);
    for (var i = 0; i < 10_000; i++) {
      texts.add(Long.toString(random.nextLong(), 36));
    }
    for (var partitions : new int[] {1, 2, 3, 7, 8, 12, 100, 1 << 10, Keys.MAX_PARTITION}) {
      for (var text : texts) {
        assertThat(Keys.homeOf(text, partitions))
            .isEqualTo(Math.abs(text.hashCode() % partitions) + 1)
            .isBetween(1, partitions);
      }
    }
  }

  /// The hash is that of the bytes, which have a sign, not that of the characters.
  @Test
  void countsBytesBeyondAsciiWithTheirSign() {
    var hash = 31 * (byte) 0xc3 + (byte) 0xa9;
    assertThat(Keys.homeOf("\u00e9", 1_000)).isEqualTo(Math.abs(hash % 1_000) + 1).isEqualTo(979);
  }

  @Test
  void sendsEveryMessageToAPartitionThatExists() {
    var random = new Random(7);
    for (var i = 0; i < 10_000; i++) {
      var text = Long.toString(random.nextLong(), 36) + "\u00e9\u20ac";
      var partitions = 1 + random.nextInt(12);
      assertThat(Keys.homeOf(text, partitions)).isBetween(1, partitions);
    }
  }
}
