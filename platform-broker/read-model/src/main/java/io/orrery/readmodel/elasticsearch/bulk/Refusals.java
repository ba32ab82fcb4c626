package io.orrery.readmodel.elasticsearch.bulk;

import java.util.List;
import org.slf4j.Logger;

/// Counts the documents that were refused and says so in the log. One thread.
public final class Refusals {

  /// How many are named of those that were refused together.
  static final int MAX_NAMED = 10;

  private final Logger log;
  private long count;

  public Refusals(Logger log) {
    this.log = log;
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
    log.error(
        "{} documents were refused now, {} since the exporter was opened", refused.size(), count);
  }

  public long count() {
    return count;
  }
}
