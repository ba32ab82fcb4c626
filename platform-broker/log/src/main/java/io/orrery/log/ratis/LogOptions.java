package io.orrery.log.ratis;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// How the logs of one broker are kept.
///
/// @param nodeId the name of this broker among `peers`
/// @param directory where all partitions' logs and snapshots lie
/// @param peers the brokers that hold a replica of each partition, with the address of their log
/// @param segmentBytes how large a segment becomes before the next one is begun. Ratis keeps the
///   whole open segment on the heap, and nothing smaller than a segment is purged.
/// @param preallocatedBytes by how much a segment grows at a time
/// @param firstElection how long a fresh replica waits for a leader before it stands for election;
///   up to twice as long, by chance
/// @param election the same for one that had a leader
/// @param reopenFreeBytes how much disk must be free before a log that ran out of it is opened
///   again
public record LogOptions(
    String nodeId,
    Path directory,
    Map<String, InetSocketAddress> peers,
    long segmentBytes,
    long preallocatedBytes,
    Duration firstElection,
    Duration election,
    long reopenFreeBytes) {

  private static final long SEGMENT_BYTES = 8 << 20;
  private static final long PREALLOCATED_BYTES = 16 << 10;
  private static final Duration ALONE_FIRST_ELECTION = Duration.ofMillis(30);
  private static final Duration ELECTION = Duration.ofSeconds(1);
  private static final long REOPEN_FREE_BYTES = 16 << 20;

  public LogOptions {
    peers = Map.copyOf(peers);
    if (!peers.containsKey(nodeId)) {
      throw new IllegalArgumentException(
          "Expected node '%s' among the peers, but got %s".formatted(nodeId, peers.keySet()));
    }
  }

  /// One replica of each partition, on this broker; no port is opened.
  public static LogOptions alone(String nodeId, Path directory) {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("localhost", 0);
    return among(nodeId, directory, Map.of(nodeId, nowhere))
        .withFirstElection(ALONE_FIRST_ELECTION);
  }

  /// A replica of each partition on each of the peers.
  public static LogOptions among(
      String nodeId, Path directory, Map<String, InetSocketAddress> peers) {
    return new LogOptions(
        nodeId,
        directory,
        peers,
        SEGMENT_BYTES,
        PREALLOCATED_BYTES,
        ELECTION,
        ELECTION,
        REOPEN_FREE_BYTES);
  }

  public LogOptions withSegmentBytes(long segment, long preallocated) {
    return new LogOptions(
        nodeId, directory, peers, segment, preallocated, firstElection, election, reopenFreeBytes);
  }

  public LogOptions withFirstElection(Duration timeout) {
    return new LogOptions(
        nodeId,
        directory,
        peers,
        segmentBytes,
        preallocatedBytes,
        timeout,
        election,
        reopenFreeBytes);
  }

  public LogOptions withElection(Duration timeout) {
    return new LogOptions(
        nodeId,
        directory,
        peers,
        segmentBytes,
        preallocatedBytes,
        timeout,
        timeout,
        reopenFreeBytes);
  }

  public LogOptions withReopenFreeBytes(long bytes) {
    return new LogOptions(
        nodeId, directory, peers, segmentBytes, preallocatedBytes, firstElection, election, bytes);
  }

  InetSocketAddress ownAddress() {
    return Objects.requireNonNull(peers.get(nodeId));
  }

  boolean isAlone() {
    return peers.size() == 1;
  }
}
