package io.orrery.store;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/// RocksDB's options for a store: small, quiet, one column family, filled by whole sorted files
/// only.
///
/// Nothing goes through RocksDB's write path, so its log and memtable stay empty. The memtable is
/// kept tiny nevertheless, because the free space that RocksDB demands before it compacts again
/// after a full disk depends on it.
final class RocksSettings implements AutoCloseable {

  private static final int FILTER_BITS_PER_KEY = 10;
  private static final long MEMTABLE_BYTES = 1 << 20;
  private static final long FILE_BYTES = 16 << 20;
  private static final long LEVEL_BYTES = 64 << 20;
  private static final long MANIFEST_BYTES = 4 << 20;
  private static final int OPEN_FILES = 512;

  private final LRUCache blockCache;
  private final BloomFilter filter;
  private final Options options;

  RocksSettings(StoreOptions sizes) {
    blockCache = new LRUCache(sizes.blockCacheBytes());
    filter = new BloomFilter(FILTER_BITS_PER_KEY);
    options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(MEMTABLE_BYTES)
            .setTargetFileSizeBase(FILE_BYTES)
            .setMaxBytesForLevelBase(LEVEL_BYTES)
            .setMaxBackgroundJobs(sizes.backgroundJobs())
            .setMaxOpenFiles(OPEN_FILES)
            .setMaxManifestFileSize(MANIFEST_BYTES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(tables())
            .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
            .setKeepLogFileNum(1)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0)
            .setSkipStatsUpdateOnDbOpen(true);
  }

  Options options() {
    return options;
  }

  long cacheUsage() {
    return blockCache.getUsage();
  }

  @Override
  public void close() {
    options.close();
    filter.close();
    blockCache.close();
  }

  private BlockBasedTableConfig tables() {
    return new BlockBasedTableConfig()
        .setBlockCache(blockCache)
        .setFilterPolicy(filter)
        .setCacheIndexAndFilterBlocks(true)
        .setPinL0FilterAndIndexBlocksInCache(true);
  }
}
