package io.orrery.broker.exporter;

import io.orrery.broker.exporter.ExporterStatus.Gap;
import io.orrery.broker.exporter.ExporterStatus.Quarantined;
import io.orrery.broker.exporter.PartitionFeeds.Surroundings;
import io.orrery.broker.partition.Partition;
import io.orrery.engine.state.ExporterStanding;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after one exporter of one partition about once a second, from outside: its feed may hang
/// in a call. Has its position noted, and detaches it when it is too far behind.
final class Overseer {

  private static final Logger LOG = LoggerFactory.getLogger(Overseer.class);

  /// An exporter is attached again when it is within such a part of its budget.
  private static final int RETURN_SHARE = 2;

  private static final long LONG_CALL_MILLIS = 30_000;
  private static final int SHOWN_QUARANTINED = 100;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final ExporterSettings settings;
  private final Partition partition;
  private final Surroundings around;
  private final Budget budget;
  private volatile @Nullable Feed feed;
  private volatile ExporterStanding standing = ExporterStanding.NEW;
  private volatile long caughtUpAt;

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
    feed = fresh;
    caughtUpAt = around.clock().millis();
  }

  /// The feed, if the partition is led here.
  @Nullable Feed feed() {
    return partition.isLeading() ? feed : null;
  }

  void tick() {
    var current = feed();
    if (current == null) {
      return;
    }
    refresh();
    var progress = current.progress();
    if (lagRecords(progress) == 0) {
      caughtUpAt = around.clock().millis();
    }
    acknowledge(current, progress);
    judge(current, progress);
    current.notes().send();
  }

  /// Asks what is noted; the answer is there at the next look.
  private void refresh() {
    partition.ask(state -> state.exporters().of(settings.id())).thenAccept(it -> standing = it);
  }

  /// Notes about exporters move positions too; noting down nothing but these would never end.
  private void acknowledge(Feed current, Progress progress) {
    var noted = standing.position();
    if (progress.index() >= 0
        && progress.settled() > noted
        && progress.relevant() > noted
        && current.notes().isEmpty()) {
      current
          .notes()
          .add(
              new ExporterCommand.Acknowledge(settings.id(), progress.settled(), progress.index()));
    }
  }

  private void judge(Feed current, Progress progress) {
    if (progress.state() == Progress.State.WAITING || !current.notes().isEmpty()) {
      return;
    }
    var lag = lagBytes(progress);
    var most = budgetNow(lag);
    if (standing.holdsLog() && lag > most && progress.mode() != ExporterMode.DISABLED) {
      LOG.error(
          "Exporter '{}' is detached from partition {}: {} MiB of log are kept for it, {} MiB are"
              + " the most",
          settings.id(),
          partition.number(),
          lag >> 20,
          most >> 20);
      current.notes().add(new ExporterCommand.Detach(settings.id()), partition::snapshot);
    } else if (standing.detached() && lag <= most / RETURN_SHARE) {
      LOG.info(
          "Exporter '{}' is attached to partition {} again", settings.id(), partition.number());
      current.notes().add(new ExporterCommand.Attach(settings.id()));
    }
  }

  private long budgetNow(long lag) {
    return budget.on(around.disk().get(), lag);
  }

  private long lagRecords(Progress progress) {
    return Math.max(0, partition.position() - Math.max(0, progress.settled()));
  }

  private long lagBytes(Progress progress) {
    return Budget.behind(progress.index(), partition.logStatus());
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
    var noted = standing;
    var isFollowing = current == null;
    var lag = isFollowing ? 0 : lagBytes(progress);
    var shelf = current == null ? List.<Quarantined>of() : quarantined(current);
    return new ExporterStatus(
        settings.id(),
        partition.number(),
        progress.state().name(),
        Math.max(progress.settled(), noted.position()),
        progress.given(),
        isFollowing ? 0 : lagRecords(progress),
        lag,
        isFollowing ? 0 : lagSeconds(progress),
        budgetNow(lag),
        noted.detached(),
        noted.missed() == 0 ? null : new Gap(noted.gapFrom(), noted.gapTo(), noted.missed()),
        problem(current, progress),
        current == null ? 0 : current.meters().exportedCount(),
        current == null ? 0 : current.meters().failureCount(),
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
