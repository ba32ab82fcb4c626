package io.orrery.readmodel.elasticsearch.bulk;

import java.util.List;
import org.slf4j.Logger;

/// Says in the log what was refused, and has it counted. One thread.
public final class Refusals {

  /// How many are named of those that were refused together.
  static final int MAX_NAMED = 10;

  private final Logger log;
  private final Counter counter;
  private long count;

  /// @param counter is told of all that is refused
  public Refusals(Logger log, Counter counter) {
    this.log = log;
    this.counter = counter;
  }

  /// Takes note of what was refused, so that it is not lost in silence.
  public void note(List<Refused> refused) {
    if (refused.isEmpty()) {
      return;
    }
    count += refused.size();
    for (var each : refused.subList(0, Math.min(MAX_NAMED, refused.size()))) {
      log.error(
          "Elasticsearch refuses document {} of index {}: {} {}",
          each.id(),
          each.index(),
          each.status(),
          each.reason());
    }
    var last = refused.getLast();
    counter.refused(
        refused.size(),
        "%s of index %s: %d %s".formatted(last.id(), last.index(), last.status(), last.reason()));
    log.error(
        "{} documents were refused now, {} since the exporter was opened", refused.size(), count);
  }

  /// Who counts what is refused.
  public interface Counter {

    /// @param reason of one of them, with the document it is about
    void refused(long count, String reason);
  }
}
