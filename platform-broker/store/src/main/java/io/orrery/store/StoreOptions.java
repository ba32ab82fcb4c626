package io.orrery.store;

/// How much memory and background work a store may use.
///
/// @param layerBytes weight at which the active memory layer should be frozen; a second one of that
///   size may be waiting to be written
/// @param layerEntries number of entries at which it should be frozen, whatever they weigh
/// @param blockCacheBytes what RocksDB may keep of its files, indexes and filters included
/// @param backgroundJobs how many threads RocksDB may compact with
public record StoreOptions(
    long layerBytes, int layerEntries, long blockCacheBytes, int backgroundJobs) {

  private static final long MIN_BUDGET = 4L << 20;
  private static final long DEFAULT_BUDGET = 128L << 20;
  private static final int DEFAULT_LAYER_ENTRIES = 500_000;
  private static final int DEFAULT_BACKGROUND_JOBS = 2;

  public StoreOptions {
    if (layerBytes <= 0 || layerEntries <= 0 || blockCacheBytes <= 0 || backgroundJobs <= 0) {
      throw new IllegalArgumentException(
          "sizes of a store must be positive: %d, %d, %d, %d"
              .formatted(layerBytes, layerEntries, blockCacheBytes, backgroundJobs));
    }
  }

  /// Splits one budget: a quarter for each of the two memory layers, one for the block cache, and
  /// one left for RocksDB's indexes, compaction and the small caches of the tables.
  public static StoreOptions ofBudget(long bytes) {
    if (bytes < MIN_BUDGET) {
      throw new IllegalArgumentException(
          "a store needs a budget of at least " + MIN_BUDGET + " bytes, not " + bytes);
    }
    return new StoreOptions(bytes / 4, DEFAULT_LAYER_ENTRIES, bytes / 4, DEFAULT_BACKGROUND_JOBS);
  }

  public static StoreOptions defaults() {
    return ofBudget(DEFAULT_BUDGET);
  }
}
