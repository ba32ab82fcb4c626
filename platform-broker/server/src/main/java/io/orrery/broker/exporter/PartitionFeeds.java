package io.orrery.broker.exporter;

import io.orrery.broker.disk.DiskSpace;
import io.orrery.broker.partition.Audience;
import io.orrery.broker.partition.Partition;
import io.orrery.broker.partition.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The exporters of one partition: there is a feed for each while the partition is led here.
final class PartitionFeeds implements Audience {

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Partition partition;
  private final List<LoadedExporter> exporters;
  private final Source source;
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<Overseer> overseers;
  private volatile List<FeedThread> threads = List.of();
  private boolean isClosed;

  PartitionFeeds(Partition partition, List<LoadedExporter> exporters, Surroundings around) {
    this.partition = partition;
    this.exporters = exporters;
    source = new PartitionSource(partition, around.clock());
    exporters.forEach(each -> ids.add(each.settings().id()));
    overseers =
        exporters.stream().map(each -> new Overseer(each.settings(), partition, around)).toList();
  }

  @Override
  public Set<String> exporters() {
    return ids;
  }

  @Override
  public synchronized void stage(Stage stage) {
    threads.forEach(FeedThread::end);
    if (stage == Stage.LEADING && !isClosed) {
      var before = threads;
      threads =
          IntStream.range(0, exporters.size())
              .mapToObj(i -> begin(i, before.isEmpty() ? null : before.get(i).thread()))
              .toList();
      threads.forEach(FeedThread::start);
    }
  }

  private FeedThread begin(int number, @Nullable Thread before) {
    var feed = new Feed(exporters.get(number), source);
    var overseer = overseers.get(number);
    overseer.look(feed);
    return new FeedThread(
        feed, source, new Courtesy(partition::position, overseer::isFarBehind), before);
  }

  @Override
  public void committed() {
    for (var each : threads) {
      each.ring();
    }
  }

  /// Has noted what is to be noted. To be called about once a second.
  void tick() {
    overseers.forEach(Overseer::tick);
  }

  List<Overseer> overseers() {
    return overseers;
  }

  /// Whether something is not noted yet.
  boolean isNoting() {
    return overseers.stream()
        .map(Overseer::feed)
        .anyMatch(each -> each != null && !each.notes().isEmpty());
  }

  /// Wakes the feeds, since an operator wants something.
  void ring() {
    committed();
  }

  /// Ends all feeds; waits for them, but not for ever.
  void close() {
    List<FeedThread> ending;
    synchronized (this) {
      isClosed = true;
      ending = threads;
      ending.forEach(FeedThread::end);
    }
    ending.forEach(each -> each.await(CLOSE_PATIENCE));
    if (partition.isLeading()) {
      overseers.forEach(Overseer::lastTick);
    }
  }

  /// What all partitions share.
  ///
  /// @param partitions how many there are
  record Surroundings(InstantSource clock, Supplier<DiskSpace> disk, int partitions) {}
}
