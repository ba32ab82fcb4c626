package io.orrery.readmodel.adapter;

/// The keys that a partition gives.
///
/// @param first the first of them
/// @param end the first one of the next partition
public record PartitionKeys(long first, long end) {

  private static final int KEY_BITS = 51;

  public static PartitionKeys of(int partition) {
    return new PartitionKeys((long) partition << KEY_BITS, (partition + 1L) << KEY_BITS);
  }
}
