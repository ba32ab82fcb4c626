package io.orrery.gateway.polling;

import io.orrery.gateway.call.CoarseClock;
import io.orrery.transport.Brokers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Where requests for jobs wait that found none, by job type.
final class Parking {

  private final Brokers brokers;
  private final CoarseClock clock;
  private final PollingSettings settings;
  private final Map<String, TypeQueue> queues = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  Parking(Brokers brokers, CoarseClock clock, PollingSettings settings) {
    this.brokers = brokers;
    this.clock = clock;
    this.settings = settings;
    clock.onStep(this::step);
  }

  /// How many notices of free jobs there were.
  long notices(String type) {
    var queue = queues.get(type);
    return queue == null ? 0 : queue.notices();
  }

  /// Lets a request wait until there may be jobs.
  ///
  /// @param noticesSeen the notices when the request began to ask; if there were more since, it
  ///   will ask again soon
  /// @return whether there was room
  boolean park(PollCall poll, String type, long noticesSeen) {
    if (count.incrementAndGet() > settings.maxParked()) {
      count.decrementAndGet();
      return false;
    }
    while (!queueOf(type).park(poll, noticesSeen)) {
      queues.computeIfPresent(type, (name, queue) -> queue.isClosed() ? null : queue);
    }
    return true;
  }

  private TypeQueue queueOf(String type) {
    var known = queues.get(type);
    if (known != null) {
      return known;
    }
    var queue = new TypeQueue(count, clock.nanos() + settings.probeNanos());
    var other = queues.putIfAbsent(type, queue);
    if (other != null) {
      return other;
    }
    queue.watch(brokers, type);
    return queue;
  }

  /// A request that was woken has asked all partitions.
  ///
  /// @param gotJobs whether there may be jobs for others too
  void roundEnded(PollCall poll, String type, boolean gotJobs) {
    var queue = queues.get(type);
    if (queue != null) {
      queue.roundEnded(poll, gotJobs);
    }
  }

  /// A request does not wait any more.
  void leave(PollCall poll, String type) {
    var queue = queues.get(type);
    if (queue != null) {
      queue.leave(poll);
    }
  }

  int count() {
    return count.get();
  }

  int count(String type) {
    var queue = queues.get(type);
    return queue == null ? 0 : queue.size();
  }

  void close() {
    queues.values().forEach(TypeQueue::shutDown);
  }

  private void step() {
    var now = clock.nanos();
    for (var queue : queues.values()) {
      queue.step(now, settings.probeNanos());
    }
    queues.values().removeIf(TypeQueue::closeIfEmpty);
  }
}
