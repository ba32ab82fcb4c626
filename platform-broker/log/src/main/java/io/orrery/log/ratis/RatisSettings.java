package io.orrery.log.ratis;

import io.orrery.log.PartitionLog;
import java.io.File;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys.Log.CorruptionPolicy;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/// Our options as the settings of Ratis; each that is not plain carries its reason.
final class RatisSettings {

  /// What Ratis puts around an entry: index, term, client, our header. Generously.
  private static final int ENVELOPE_BYTES = 64 << 10;

  private static final int MAX_RAFT_ENTRY_BYTES = PartitionLog.MAX_ENTRY_BYTES + ENVELOPE_BYTES;
  private static final int WRITE_BUFFER_BYTES = MAX_RAFT_ENTRY_BYTES + ENVELOPE_BYTES;
  private static final int RPC_MESSAGE_BYTES = 4 * MAX_RAFT_ENTRY_BYTES;
  private static final int CACHED_SEGMENTS = 1;
  private static final int SNAPSHOT_CHUNK_BYTES = 1 << 20;

  private RatisSettings() {}

  static RaftProperties of(LogOptions options) {
    RaftProperties properties = new RaftProperties();
    timing(properties, options);
    log(properties, options);
    limits(properties);
    transport(properties, options);
    return properties;
  }

  /// Where groups are looked for from now on. The server is built with an empty place, since it
  /// would open every group that it finds before the partition has given it a replica.
  static void place(RaftProperties properties, File directory) {
    RaftServerConfigKeys.setStorageDir(properties, List.of(directory));
  }

  private static void timing(RaftProperties properties, LogOptions options) {
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(
        properties, duration(options.firstElection()));
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(
        properties, duration(options.firstElection().multipliedBy(2)));
    RaftServerConfigKeys.Rpc.setTimeoutMin(properties, duration(options.election()));
    RaftServerConfigKeys.Rpc.setTimeoutMax(
        properties, duration(options.election().multipliedBy(2)));
    // A process that was stopped for a while (a laptop asleep) goes on afterwards; Ratis would
    // close.
    RaftServerConfigKeys.setCloseThreshold(properties, TimeDuration.valueOf(3650, TimeUnit.DAYS));
  }

  private static void log(RaftProperties properties, LogOptions options) {
    RaftServerConfigKeys.Log.setSegmentSizeMax(
        properties, SizeInBytes.valueOf(options.segmentBytes()));
    RaftServerConfigKeys.Log.setPreallocatedSize(
        properties, SizeInBytes.valueOf(options.preallocatedBytes()));
    RaftServerConfigKeys.Log.setWriteBufferSize(
        properties, SizeInBytes.valueOf(WRITE_BUFFER_BYTES));
    RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, CACHED_SEGMENTS);
    RaftServerConfigKeys.Log.setSegmentCacheSizeMax(
        properties, SizeInBytes.valueOf(2 * options.segmentBytes()));
    // The commit index, logged again and again: our own frames carry it where it is needed.
    RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
    RaftServerConfigKeys.Log.setCorruptionPolicy(properties, CorruptionPolicy.EXCEPTION);
    RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
    // Checkpoints and purging are driven by the replica, never by Ratis.
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false);
    RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
    RaftServerConfigKeys.Snapshot.setTriggerWhenRemoveEnabled(properties, false);
  }

  private static void limits(RaftProperties properties) {
    SizeInBytes inFlight =
        SizeInBytes.valueOf((long) PartitionLog.MAX_IN_FLIGHT * MAX_RAFT_ENTRY_BYTES);
    RaftServerConfigKeys.Write.setElementLimit(properties, 2 * PartitionLog.MAX_IN_FLIGHT);
    RaftServerConfigKeys.Write.setByteLimit(properties, inFlight);
    RaftServerConfigKeys.Log.setQueueByteLimit(properties, inFlight);
    RaftServerConfigKeys.Log.Appender.setBufferByteLimit(
        properties, SizeInBytes.valueOf(MAX_RAFT_ENTRY_BYTES));
    RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(
        properties, SizeInBytes.valueOf(SNAPSHOT_CHUNK_BYTES));
    // No call is ever repeated with the same id, so answers need not be remembered.
    RaftServerConfigKeys.RetryCache.setExpiryTime(properties, TimeDuration.ONE_MILLISECOND);
    RaftServerConfigKeys.RetryCache.setStatisticsExpiryTime(properties, TimeDuration.ONE_MINUTE);
    RaftServerConfigKeys.Read.ReadAfterWriteConsistent.setWriteIndexCacheExpiryTime(
        properties, TimeDuration.ONE_SECOND);
  }

  private static void transport(RaftProperties properties, LogOptions options) {
    if (options.isAlone()) {
      RaftConfigKeys.Rpc.setType(properties, new NoTransport());
      return;
    }
    InetSocketAddress own = options.ownAddress();
    RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.GRPC);
    GrpcConfigKeys.setMessageSizeMax(properties, SizeInBytes.valueOf(RPC_MESSAGE_BYTES));
    GrpcConfigKeys.Server.setHost(properties, own.getHostString());
    GrpcConfigKeys.Server.setPort(properties, own.getPort());
  }

  private static TimeDuration duration(Duration duration) {
    return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
