package io.orrery.broker.exporter;

import io.orrery.broker.disk.DiskSpace;
import io.orrery.broker.exporter.PartitionFeeds.Surroundings;
import io.orrery.broker.partition.Partition;
import io.orrery.protocol.ExporterMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All exporters of a broker. Without any it does nothing at all.
public final class ExporterHost implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExporterHost.class);
  private static final long TICK_MILLIS = 1_000;
  private static final int CLOSE_LOOKS = 100;
  private static final long CLOSE_LOOK_MILLIS = 10;

  private final List<LoadedExporter> exporters;
  private final List<PartitionFeeds> partitions = new ArrayList<>();
  private final ScheduledExecutorService watch;

  /// To be made before the partitions start.
  ///
  /// @param disk the free space of the volume that the log is on
  public ExporterHost(
      List<LoadedExporter> exporters,
      List<Partition> served,
      Supplier<DiskSpace> disk,
      InstantSource clock) {
    this.exporters = exporters;
    var around = new Surroundings(clock, disk, served.size());
    if (!exporters.isEmpty()) {
      for (var each : served) {
        var feeds = new PartitionFeeds(each, exporters, around);
        each.serve(feeds);
        partitions.add(feeds);
      }
    }
    watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("orrery-exporters").factory());
  }

  /// Begins to look after the exporters.
  public void start() {
    if (!exporters.isEmpty()) {
      watch.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// Looks after all exporters; done by itself once a second.
  public void tick() {
    for (var each : partitions) {
      try {
        each.tick();
      } catch (RuntimeException | Error e) {
        // What gets out ends all looks to come, and then no log is ever compacted.
        LOG.warn("Cannot look after the exporters", e);
      }
    }
  }

  /// The exporters that are configured.
  public List<ExporterSettings> exporters() {
    return exporters.stream().map(LoadedExporter::settings).toList();
  }

  /// How each exporter is on each partition.
  public List<ExporterStatus> status() {
    return overseers().map(Overseer::status).toList();
  }

  /// How one exporter is on each partition.
  public List<ExporterStatus> status(String id) {
    return overseers().filter(each -> each.id().equals(id)).map(Overseer::status).toList();
  }

  /// How one exporter is on one partition.
  public Stream<ExporterStatus> status(String id, int partition) {
    return overseers()
        .filter(each -> each.id().equals(id) && each.partition() == partition)
        .map(Overseer::status);
  }

  private Stream<Overseer> overseers() {
    return partitions.stream().flatMap(each -> each.overseers().stream());
  }

  /// Does what an operator wants, on every partition that is led here.
  public void operate(String id, Operation operation) {
    overseers().filter(each -> each.id().equals(id)).forEach(each -> operate(each, operation));
    partitions.forEach(PartitionFeeds::ring);
  }

  /// Does what an operator wants with every exporter.
  public void operateAll(Operation operation) {
    overseers().forEach(each -> operate(each, operation));
    partitions.forEach(PartitionFeeds::ring);
  }

  /// Gives up for good a record that an exporter could not take, soon.
  ///
  /// @return whether it is in quarantine, on a partition that is led here
  public boolean discard(String id, int partition, long position) {
    var isThere =
        overseers()
            .filter(each -> each.id().equals(id) && each.partition() == partition)
            .map(Overseer::feed)
            .anyMatch(feed -> feed != null && feed.wantDiscard(position));
    partitions.forEach(PartitionFeeds::ring);
    return isThere;
  }

  private static void operate(Overseer overseer, Operation operation) {
    var feed = overseer.feed();
    if (feed != null) {
      switch (operation) {
        case PAUSE -> feed.want(ExporterMode.PAUSED);
        case RESUME, ENABLE -> feed.want(ExporterMode.RUNNING);
        case DISABLE -> feed.want(ExporterMode.DISABLED);
        case SKIP -> feed.wantSkip();
        case RETRY -> feed.wantRetry();
      }
    }
  }

  /// What an operator can do.
  public enum Operation {
    /// Give it no records for a while; the log is kept.
    PAUSE,
    /// Give it records again.
    RESUME,
    /// Close it, and keep no log for it.
    DISABLE,
    /// Open it again.
    ENABLE,
    /// Put the record in quarantine that fails just now.
    SKIP,
    /// Try what fails and what is in quarantine again at once.
    RETRY
  }

  /// Closes all exporters and has noted how far they came. To be called while the partitions still
  /// run.
  @Override
  public void close() {
    watch.shutdownNow();
    partitions.forEach(PartitionFeeds::close);
    awaitNotes();
  }

  /// A position that is not noted is exported again: that is allowed, so it is not waited for long.
  private void awaitNotes() {
    for (var i = 0;
        i < CLOSE_LOOKS && partitions.stream().anyMatch(PartitionFeeds::isNoting);
        i++) {
      try {
        TimeUnit.MILLISECONDS.sleep(CLOSE_LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
