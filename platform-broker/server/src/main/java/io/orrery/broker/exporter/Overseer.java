package io.orrery.broker.exporter;

import io.orrery.broker.exporter.ExporterStatus.Gap;
import io.orrery.broker.exporter.ExporterStatus.Quarantined;
import io.orrery.broker.exporter.PartitionFeeds.Surroundings;
import io.orrery.broker.partition.Partition;
import io.orrery.engine.state.ExporterStanding;
import io.orrery.protocol.ExporterCommand;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after one exporter of one partition about once a second, from outside: its feed may hang
/// in a call. Has its position noted, and detaches it when it is too far behind.
final class Overseer {

  private static final Logger LOG = LoggerFactory.getLogger(Overseer.class);

  /// An exporter is attached again when it is within such a part of its budget.
  private static final int RETURN_SHARE = 2;

  /// An exporter that uses such a part of its budget lets nobody go first any more.
  private static final int COURTEOUS_SHARE = 4;

  private static final int LAST_TICK_SECONDS = 1;
  private static final long LONG_CALL_MILLIS = 30_000;
  private static final int SHOWN_QUARANTINED = 100;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final ExporterSettings settings;
  private final Partition partition;
  private final Surroundings around;
  private final Budget budget;
  private volatile @Nullable Feed feed;
  private volatile @Nullable ExporterStanding standing;
  private volatile long caughtUpAt;
  private volatile boolean isFarBehind;

  Overseer(ExporterSettings settings, Partition partition, Surroundings around) {
    this.settings = settings;
    this.partition = partition;
    this.around = around;
    budget =
        new Budget(Math.max(1, settings.lagBudget() / around.partitions()), around.partitions());
  }

  String id() {
    return settings.id();
  }

  int partition() {
    return partition.number();
  }

  /// Looks after this feed from now on.
  void look(Feed fresh) {
    standing = null;
    feed = fresh;
    caughtUpAt = around.clock().millis();
  }

  /// The feed, if the partition is led here.
  @Nullable Feed feed() {
    return partition.isLeading() ? feed : null;
  }

  /// Whether the exporter must catch up before its budget is used up.
  boolean isFarBehind() {
    return isFarBehind;
  }

  void tick() {
    var current = feed();
    if (current == null) {
      return;
    }
    var noted = standing;
    reread();
    if (noted != null) {
      var progress = current.progress();
      if (lagRecords(progress) == 0) {
        caughtUpAt = around.clock().millis();
      }
      acknowledge(current, progress, noted);
      judge(current, progress, noted);
    }
    current.notes().send();
  }

  /// Has noted how far the exporter came, since it has ended.
  void lastTick() {
    try {
      refresh().get(LAST_TICK_SECONDS, TimeUnit.SECONDS);
      tick();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      LOG.info("Exporter '{}' will be given some records again", settings.id(), e);
    }
  }

  /// Asks what is noted; the answer is there at the next look.
  private CompletableFuture<?> refresh() {
    return partition
        .ask(state -> state.exporters().of(settings.id()))
        .thenAccept(answer -> standing = answer);
  }

  /// Notes about exporters move positions too; noting down nothing but these would never end.
  private void acknowledge(Feed current, Progress progress, ExporterStanding noted) {
    if (progress.index() >= 0
        && progress.settled() > noted.position()
        && progress.relevant() > noted.position()
        && current.notes().isEmpty()) {
      current
          .notes()
          .add(
              new ExporterCommand.Acknowledge(settings.id(), progress.settled(), progress.index()));
    }
  }

  private void judge(Feed current, Progress progress, ExporterStanding noted) {
    if (!current.notes().isEmpty()) {
      return;
    }
    var lag = lagBytes(progress);
    var most = budgetNow(lag);
    isFarBehind = lag > most / COURTEOUS_SHARE;
    if (noted.holdsLog() && lag > most) {
      LOG.error(
          "Exporter '{}' is detached from partition {}: {} KiB of log are kept for it, {} KiB are"
              + " the most",
          settings.id(),
          partition.number(),
          lag >> 10,
          most >> 10);
      current.notes().add(new ExporterCommand.Detach(settings.id()), this::detached);
    } else if (noted.detached() && lag <= most / RETURN_SHARE) {
      LOG.info(
          "Exporter '{}' is attached to partition {} again", settings.id(), partition.number());
      current.notes().add(new ExporterCommand.Attach(settings.id()), this::reread);
    }
  }

  private void detached() {
    reread();
    partition.snapshot();
  }

  private void reread() {
    var unused = refresh();
  }

  private long budgetNow(long lag) {
    return budget.on(around.disk().get(), lag);
  }

  private ExporterStanding noted() {
    var known = standing;
    return known == null ? ExporterStanding.NEW : known;
  }

  private long settled(Progress progress) {
    return Math.max(progress.settled(), noted().position());
  }

  private long lagRecords(Progress progress) {
    return Math.max(0, partition.position() - Math.max(0, settled(progress)));
  }

  private long lagBytes(Progress progress) {
    var index = Math.max(progress.index(), noted().index());
    return Budget.behind(index, partition.logStatus());
  }

  private double lagSeconds(Progress progress) {
    if (lagRecords(progress) == 0) {
      return 0;
    }
    var since = Math.max(progress.oldest(), caughtUpAt);
    return Math.max(0, around.clock().millis() - since) / MILLIS_PER_SECOND;
  }

  ExporterStatus status() {
    var current = feed();
    var progress = current == null ? Progress.NONE : current.progress();
    var noted = noted();
    var isFollowing = current == null;
    var isBehind = !isFollowing && lagRecords(progress) > 0;
    var lag = isBehind ? lagBytes(progress) : 0;
    var meters = current == null ? new Meters() : current.meters();
    var shelf = current == null ? List.<Quarantined>of() : quarantined(current);
    return new ExporterStatus(
        settings.id(),
        partition.number(),
        progress.state().name(),
        settled(progress),
        progress.given(),
        isFollowing ? 0 : lagRecords(progress),
        lag,
        isFollowing ? 0 : lagSeconds(progress),
        budgetNow(lag),
        noted.detached(),
        noted.missed() == 0 ? null : new Gap(noted.gapFrom(), noted.gapTo(), noted.missed()),
        problem(current, progress),
        meters.exportedCount(),
        meters.failureCount(),
        meters.refusedCount(),
        meters.lastRefusal(),
        meters.discardedCount(),
        meters.startOverCount(),
        shelf,
        current == null ? 0 : current.quarantined().size());
  }

  private static List<Quarantined> quarantined(Feed current) {
    return current.quarantined().stream()
        .limit(SHOWN_QUARANTINED)
        .map(each -> new Quarantined(each.position(), each.since(), each.reason()))
        .toList();
  }

  private String problem(@Nullable Feed current, Progress progress) {
    if (current != null) {
      var millis = current.meters().callMillis(System.nanoTime() / 1_000_000);
      if (millis > LONG_CALL_MILLIS) {
        return "it has not come back from a call for %d s".formatted(millis / 1_000);
      }
    }
    return progress.error();
  }
}
