package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.query.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How far searches can see. What is written becomes visible when the server refreshes its indices;
/// whoever asks how far they are has that done, but not too often. Safe for use by several threads.
final class Visibility {

  /// How long an answer is good enough.
  static final Duration GOOD = Duration.ofMillis(500);

  private static final List<String> DOCUMENTS =
      Names.all().stream().filter(kept -> !kept.equals(Names.POSITIONS)).toList();

  private final Server server;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Seen seen = new Seen(new Freshness(Map.of(), Instant.EPOCH), 0, false);

  Visibility(Server server) {
    this.server = server;
  }

  /// What is seen for sure.
  Freshness freshness() {
    var known = seen;
    if (known.isGood()) {
      return known.freshness();
    }
    // Another one asks already: what it knew before is still true.
    if (known.isKnown() && !lock.tryLock()) {
      return known.freshness();
    } else if (!known.isKnown()) {
      lock.lock();
    }
    try {
      return seen.isGood() ? seen.freshness() : look();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a position is seen; if it is written it will be.
  boolean reaches(int partition, long position) {
    if (covers(partition, position)) {
      return true;
    } else if (!isWritten(partition, position)) {
      return false;
    }
    lock.lock();
    try {
      if (!covers(partition, position)) {
        look();
      }
    } finally {
      lock.unlock();
    }
    return covers(partition, position);
  }

  private boolean covers(int partition, long position) {
    return seen.freshness().positions().getOrDefault(partition, -1L) >= position;
  }

  private boolean isWritten(int partition, long position) {
    return server
        .get(Names.POSITIONS, Progress.id(partition))
        .map(it -> it.source().get(Mappings.POSITION))
        .filter(at -> at instanceof Number number && number.longValue() >= position)
        .isPresent();
  }

  /// Everything up to the positions that are read first is visible after the refresh.
  private Freshness look() {
    server.refresh(List.of(Names.POSITIONS));
    var written = written();
    if (!seen.isKnown() || !written.equals(seen.freshness())) {
      server.refresh(DOCUMENTS);
    }
    seen = new Seen(written, System.nanoTime() + GOOD.toNanos(), true);
    return written;
  }

  private Freshness written() {
    var positions = new HashMap<Integer, Long>();
    @Nullable Instant oldest = null;
    var all = Searches.first(Clauses.EVERY, Progress.MAX_PARTITIONS);
    for (var hit : server.search(Names.POSITIONS, all)) {
      var source = hit.getContent().source();
      if (source.get(Mappings.PARTITION) instanceof Number partition
          && source.get(Mappings.POSITION) instanceof Number position
          && source.get(Mappings.DECIDED) instanceof Number decided) {
        positions.put(partition.intValue(), position.longValue());
        var at = Instant.ofEpochMilli(decided.longValue());
        oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
      }
    }
    return new Freshness(positions, oldest == null ? Instant.EPOCH : oldest);
  }

  /// What was seen.
  ///
  /// @param until up to when nobody needs to look again, in nanoseconds
  private record Seen(Freshness freshness, long until, boolean isKnown) {

    boolean isGood() {
      return isKnown && System.nanoTime() - until < 0;
    }
  }
}
