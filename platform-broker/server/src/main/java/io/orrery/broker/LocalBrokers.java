package io.orrery.broker;

import io.orrery.broker.admission.BackPressure;
import io.orrery.broker.disk.DiskMonitor;
import io.orrery.broker.disk.DiskSpace;
import io.orrery.broker.evaluation.EvaluationWatchdog;
import io.orrery.broker.partition.Partition;
import io.orrery.broker.partition.PartitionHost;
import io.orrery.broker.partition.PartitionSettings;
import io.orrery.broker.partition.Surroundings;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.log.PartitionLog;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Topology;
import io.orrery.transport.Topology.Role;
import java.nio.file.FileStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A broker: all partitions of this process, as gateways see them.
public final class LocalBrokers implements Brokers, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalBrokers.class);
  private static final long LOOK_SECONDS = 1;
  private static final long READY_PAUSE_NANOS = 2_000_000;

  private final BrokerSettings settings;
  private final String clusterId;
  private final DiskMonitor disk;
  private final ExecutorService writer;
  private final ScheduledExecutorService watch;
  private final JobWatches watches = new JobWatches();
  private final EvaluationWatchdog watchdog;
  private final List<Partition> partitions;
  private volatile Runnable looked = () -> {};

  /// @param directory its number of partitions counts
  /// @param volume what is watched for free space, usually that of the directory
  /// @param logs the log of each partition; they are started and closed here
  /// @param clock the time in milliseconds since the epoch
  public LocalBrokers(
      BrokerSettings settings,
      DataDirectory directory,
      FileStore volume,
      IntFunction<PartitionLog> logs,
      LongSupplier clock) {
    this.settings = settings;
    clusterId = directory.clusterId();
    disk = new DiskMonitor(volume, settings.watermarks());
    writer = Executors.newSingleThreadExecutor(daemon("orrery-writer"));
    watch = Executors.newSingleThreadScheduledExecutor(daemon("orrery-watch"));
    watchdog = new EvaluationWatchdog(settings.expressionTimeout());
    var host = new PartitionHost(new Around(), writer, disk, clock, watchdog::guard);
    partitions =
        IntStream.rangeClosed(1, directory.partitions())
            .mapToObj(it -> new Partition(partition(directory, it), logs.apply(it), host))
            .toList();
  }

  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  private PartitionSettings partition(DataDirectory directory, int number) {
    var engine = EngineSettings.of(number, directory.partitions());
    var pressure = settings.backPressure();
    return new PartitionSettings(
        new EngineSettings(
            number,
            directory.partitions(),
            engine.maxSteps(),
            engine.maxRounds(),
            engine.maxResponseBytes(),
            settings.idempotencyWindow()),
        directory.live(number),
        settings.memory().storeOptions(),
        settings.snapshots(),
        new BackPressure(
            pressure.targetLatency(),
            pressure.minLimit(),
            pressure.maxLimit(),
            settings.memory().inboxBytes()));
  }

  /// Starts all partitions at the same time; returns when their snapshots are loaded. Leadership
  /// comes a little later.
  public void start() {
    disk.look();
    each(Partition::start);
    watch.scheduleWithFixedDelay(this::lookCarefully, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /// What one look does not see, the next one may.
  private void lookCarefully() {
    try {
      look();
    } catch (RuntimeException | Error e) {
      LOG.warn("Cannot look after the partitions", e);
    }
  }

  /// Looks how disk and logs are; done by itself once a second.
  public void look() {
    var before = disk.get().level();
    disk.look();
    partitions.forEach(Partition::look);
    if (disk.get().level() != before) {
      partitions.forEach(Partition::nudge);
    }
    looked.run();
  }

  /// Has somebody told after each look.
  public void onLook(Runnable listener) {
    looked = listener;
  }

  @Override
  public Topology topology() {
    var identity = settings.identity();
    var replicas = partitions.stream().map(LocalBrokers::replica).toList();
    var broker =
        new Topology.Broker(
            identity.nodeId(), identity.host(), identity.port(), identity.version(), replicas);
    return new Topology(clusterId, 1, partitions.size(), 1, List.of(broker));
  }

  private static Topology.Replica replica(Partition partition) {
    var role =
        switch (partition.stage()) {
          case LEADING -> Role.LEADER;
          case FOLLOWING, LOADING, DOUBTING -> Role.FOLLOWER;
          case DEAD -> Role.INACTIVE;
        };
    return new Topology.Replica(partition.number(), role, partition.health());
  }

  @Override
  public void send(int partition, Command command, long patienceMillis, Consumer<Answer> answer) {
    if (isKnown(partition)) {
      partition(partition).send(command, patienceMillis, answer);
    } else {
      answer.accept(new Answer.Unavailable(unknown(partition), false));
    }
  }

  @Override
  public JobStream openStream(
      int partition, JobStreamRequest request, JobStream.Receiver receiver) {
    if (isKnown(partition)) {
      return partition(partition).openStream(request, receiver);
    }
    receiver.ended(unknown(partition));
    return new NoStream();
  }

  @Override
  public Runnable watchJobs(String type, Runnable available) {
    return watches.add(type, available);
  }

  private boolean isKnown(int partition) {
    return partition >= 1 && partition <= partitions.size();
  }

  private String unknown(int partition) {
    return "Expected a partition from 1 to %d, but got %d".formatted(partitions.size(), partition);
  }

  /// @param number from 1
  public Partition partition(int number) {
    if (!isKnown(number)) {
      throw new IllegalArgumentException(unknown(number));
    }
    return partitions.get(number - 1);
  }

  public List<Partition> partitions() {
    return partitions;
  }

  /// Whether every partition is led.
  public boolean isReady() {
    return partitions.stream().allMatch(Partition::isLeading);
  }

  /// Waits until every partition is led.
  ///
  /// @return whether that came about in time
  public boolean awaitReady(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!isReady()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(READY_PAUSE_NANOS);
    }
    return true;
  }

  public DiskSpace disk() {
    return disk.get();
  }

  /// Ends all partitions, their logs included.
  @Override
  public void close() {
    watch.shutdownNow();
    each(Partition::close);
    writer.shutdown();
    watchdog.close();
  }

  private void each(Consumer<Partition> action) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      partitions.forEach(it -> threads.execute(() -> action.accept(it)));
    }
  }

  /// A stream that never was.
  private record NoStream() implements JobStream {

    @Override
    public void grant(int credits) {}

    @Override
    public void ready(boolean ready) {}

    @Override
    public void giveBack(ActivatedJob job) {}

    @Override
    public void close() {}
  }

  /// What the partitions see of the broker.
  private final class Around implements Surroundings {

    @Override
    public void deliver(int partition, Command command) {
      if (isKnown(partition)) {
        partition(partition).send(command, null);
      }
    }

    @Override
    public void jobsAvailable(String type) {
      watches.tell(type);
    }
  }
}
