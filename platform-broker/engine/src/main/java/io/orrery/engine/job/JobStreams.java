package io.orrery.engine.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The workers that want jobs pushed, with their credit. Known to the leader only, and forgotten
/// with its leadership: a push that follows from it is decided once and stands in the log.
///
/// Credit that a turn takes is given back when the turn is undone; jobs that a turn ends give
/// theirs back when the turn is kept.
public final class JobStreams {

  /// The most credit that a stream can have.
  public static final int MAX_CREDITS = 100_000;

  /// One worker's stream.
  static final class Stream {
    final long id;
    final JobStreamSpec spec;
    int credits;
    boolean ready = true;

    Stream(long id, JobStreamSpec spec) {
      this.id = id;
      this.spec = spec;
      this.credits = spec.credits();
    }

    boolean canTake() {
      return ready && credits > 0;
    }
  }

  /// A job and the stream whose credit it takes.
  private record Holding(long jobKey, Stream stream) {}

  private final Map<Long, Stream> streams = new HashMap<>();
  private final Map<String, List<Stream>> byType = new HashMap<>();
  private final Map<String, Integer> turns = new HashMap<>();
  private final Map<Long, Stream> holders = new HashMap<>();
  private final List<Holding> taken = new ArrayList<>();
  private final List<Holding> ended = new ArrayList<>();
  private final Set<String> refreshed = new LinkedHashSet<>();

  /// Forgets everything.
  public void clear() {
    streams.clear();
    byType.clear();
    turns.clear();
    holders.clear();
    taken.clear();
    ended.clear();
    refreshed.clear();
  }

  public void open(long id, JobStreamSpec spec) {
    var stream = new Stream(id, spec);
    streams.put(id, stream);
    byType.computeIfAbsent(spec.type(), _ -> new ArrayList<>()).add(stream);
    refreshed.add(spec.type());
  }

  public void close(long id) {
    var stream = streams.remove(id);
    if (stream != null) {
      var others = byType.getOrDefault(stream.spec.type(), List.of());
      others.remove(stream);
      if (others.isEmpty()) {
        byType.remove(stream.spec.type());
        turns.remove(stream.spec.type());
      }
    }
  }

  public void grant(long id, int credits) {
    var stream = streams.get(id);
    if (stream != null) {
      stream.credits = (int) Math.min(MAX_CREDITS, (long) stream.credits + credits);
      refreshed.add(stream.spec.type());
    }
  }

  public void ready(long id, boolean ready) {
    var stream = streams.get(id);
    if (stream != null && stream.ready != ready) {
      stream.ready = ready;
      refreshed.add(stream.spec.type());
    }
  }

  /// Says that more jobs of the type may be handed out.
  void refresh(String type) {
    refreshed.add(type);
  }

  /// A type whose streams may take more than before, or null.
  public @Nullable String nextRefreshed() {
    if (refreshed.isEmpty()) {
      return null;
    }
    var first = refreshed.iterator().next();
    refreshed.remove(first);
    return first;
  }

  /// Whether there may be types of which [#nextRefreshed] would tell.
  public boolean hasRefreshed() {
    return !refreshed.isEmpty();
  }

  /// The types for which there are streams.
  Set<String> types() {
    return byType.keySet();
  }

  /// Whether a stream can take a job of the type.
  boolean canTake(String type) {
    for (var each : byType.getOrDefault(type, List.of())) {
      if (each.canTake()) {
        return true;
      }
    }
    return false;
  }

  /// The next stream in turn that can take a job of the type, or null.
  @Nullable Stream next(String type) {
    var candidates = byType.get(type);
    if (candidates == null) {
      return null;
    }
    var start = turns.getOrDefault(type, 0);
    for (var i = 0; i < candidates.size(); i++) {
      var at = (start + i) % candidates.size();
      if (candidates.get(at).canTake()) {
        turns.put(type, at + 1);
        return candidates.get(at);
      }
    }
    return null;
  }

  void take(Stream stream, long jobKey) {
    stream.credits--;
    taken.add(new Holding(jobKey, stream));
  }

  /// Notes that a job left the worker that had it. Who had it is looked up now: the same turn may
  /// hand the job out again, even to the same stream.
  void end(long jobKey) {
    var stream = holders.get(jobKey);
    if (stream != null) {
      ended.add(new Holding(jobKey, stream));
    }
  }

  /// Keeps what the turn did. Jobs are handed out last in a turn, so what ended comes first.
  public void commit() {
    for (var each : ended) {
      if (holders.remove(each.jobKey, each.stream)) {
        giveBack(each.stream);
      }
    }
    ended.clear();
    for (var each : taken) {
      if (each.stream.spec.renewing()) {
        holders.put(each.jobKey, each.stream);
      }
    }
    taken.clear();
  }

  private void giveBack(Stream stream) {
    if (streams.containsKey(stream.id) && stream.credits++ == 0) {
      refreshed.add(stream.spec.type());
    }
  }

  /// Undoes what the turn did.
  public void rollback() {
    taken.forEach(each -> each.stream.credits++);
    taken.clear();
    ended.clear();
  }
}
