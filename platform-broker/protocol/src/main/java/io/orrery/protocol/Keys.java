package io.orrery.protocol;

/// The arithmetic of 64-bit keys: `partition << 51 | counter`, as the ecosystem expects.
public final class Keys {

  /// How many bits of a key count within a partition.
  public static final int COUNTER_BITS = 51;

  /// The greatest partition id; 13 bits are left for it.
  public static final int MAX_PARTITION = (1 << 12) - 1;

  private Keys() {}

  /// The key with this counter on this partition.
  public static long of(int partition, long counter) {
    return ((long) partition << COUNTER_BITS) | counter;
  }

  /// The partition that made the key; 0 or less for what never was a key.
  public static int partitionOf(long key) {
    return (int) (key >> COUNTER_BITS);
  }

  /// The counter within the partition.
  public static long counterOf(long key) {
    return key & ((1L << COUNTER_BITS) - 1);
  }

  /// The partition on which messages with this correlation key live.
  ///
  /// @param correlationKey the key, hashed as the 31-polynomial of its UTF-8 bytes
  /// @param partitions how many partitions there are, at least 1
  public static int homeOf(String correlationKey, int partitions) {
    var hash = 0;
    for (var octet : correlationKey.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      hash = 31 * hash + octet;
    }
    return Math.abs(hash % partitions) + 1;
  }
}
