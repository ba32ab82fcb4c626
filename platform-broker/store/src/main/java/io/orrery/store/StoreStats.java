package io.orrery.store;

/// What a store holds at a moment, for metrics.
///
/// @param tables number of tables
/// @param activeEntries entries in the active layer, marks of deletion included
/// @param activeBytes what they weigh
/// @param frozenEntries entries in the frozen layer
/// @param frozenBytes what they weigh
/// @param persistedPosition position of the layer written last
/// @param layersWritten layers written since the store was opened
/// @param cacheBytes memory that RocksDB uses for blocks and open files
/// @param fileBytes size of RocksDB's live files
public record StoreStats(
    int tables,
    long activeEntries,
    long activeBytes,
    long frozenEntries,
    long frozenBytes,
    long persistedPosition,
    long layersWritten,
    long cacheBytes,
    long fileBytes) {}
