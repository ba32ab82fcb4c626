package io.orrery.broker;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who wants to know when jobs of a type become free, on any partition. Any thread.
final class JobWatches {

  private static final Logger LOG = LoggerFactory.getLogger(JobWatches.class);

  private final ConcurrentHashMap<String, List<Watch>> watches = new ConcurrentHashMap<>();

  /// One wish; its own identity lets the same listener watch twice.
  private record Watch(Object identity, Runnable listener) {}

  /// @return closes the watch
  Runnable add(String type, Runnable listener) {
    var watch = new Watch(new Object(), listener);
    watches.compute(
        type,
        (_, list) -> {
          var all = list == null ? new CopyOnWriteArrayList<Watch>() : list;
          all.add(watch);
          return all;
        });
    return () -> remove(type, watch);
  }

  private void remove(String type, Watch watch) {
    watches.computeIfPresent(
        type,
        (_, list) -> {
          list.remove(watch);
          return list.isEmpty() ? null : list;
        });
  }

  void tell(String type) {
    for (var watch : watches.getOrDefault(type, List.of())) {
      try {
        watch.listener().run();
      } catch (RuntimeException e) {
        LOG.warn("A poll for jobs of type '{}' could not be told", type, e);
      }
    }
  }

  boolean isEmpty() {
    return watches.isEmpty();
  }
}
