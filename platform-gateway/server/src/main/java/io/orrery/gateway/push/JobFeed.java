package io.orrery.gateway.push;

import io.orrery.protocol.ActivatedJob;
import io.orrery.transport.Brokers;
import io.orrery.transport.JobStreamRequest;
import java.util.ArrayList;
import java.util.List;

/// The jobs of one worker, from all partitions into one call.
///
/// The worker's credit is split over the partitions. Where it asks for fewer jobs than there are
/// partitions each partition still may send one, but all are held back as soon as the worker has
/// its jobs; what was on its way by then goes back. Its lock keeps the jobs of several partitions
/// from being written at once; brokers never block, so it is held shortly.
final class JobFeed {

  /// Where jobs go.
  interface Outlet {

    /// Writes a job to the worker.
    ///
    /// @return false if the job must go back
    boolean write(ActivatedJob job);
  }

  final Brokers brokers;
  final JobStreamRequest request;
  final Outlet outlet;
  private final List<Source> sources = new ArrayList<>();
  private boolean ready = true;
  private boolean closed;
  private int turn;

  /// How many jobs more the worker takes; unused where credit renews itself.
  private int left;

  /// @param request what the worker wants, with its whole credit
  JobFeed(Brokers brokers, JobStreamRequest request, int partitions, Outlet outlet) {
    this.brokers = brokers;
    this.request = request;
    this.outlet = outlet;
    this.left = request.credits();
    var share = request.credits() / partitions;
    var rest = request.credits() % partitions;
    for (var i = 0; i < partitions; i++) {
      sources.add(new Source(this, i + 1, share + (i < rest ? 1 : 0)));
    }
  }

  /// Opens the streams.
  synchronized void open(long now) {
    holdBackIfFull();
    sources.forEach(source -> source.open(now));
  }

  /// Opens again what has ended some time ago, and lets all partitions push if there is credit.
  synchronized void reopen(long now) {
    if (!closed) {
      sources.forEach(source -> source.reopen(now));
      resume(sources.size());
    }
  }

  /// Lets the worker have more jobs: first from where the last ones came, so that each partition
  /// keeps its share; what is left is spread evenly.
  synchronized void grant(int credits) {
    left = Math.min(PushSettings.MAX_CREDITS, left + credits);
    var added = shares(credits);
    for (var i = 0; i < added.length; i++) {
      if (added[i] > 0) {
        sources.get(i).grant(added[i]);
      }
    }
    resume(left);
  }

  private int[] shares(int credits) {
    var size = sources.size();
    var added = new int[size];
    var rest = credits;
    for (var idle = 0; rest > 0 && idle < size; ) {
      turn = (turn + 1) % size;
      if (sources.get(turn).takeUsed()) {
        added[turn]++;
        rest--;
        idle = 0;
      } else {
        idle++;
      }
    }
    for (var i = 0; i < size; i++) {
      var at = (turn + 1 + i) % size;
      added[at] += sources.get(at).repay(rest / size + (i < rest % size ? 1 : 0));
    }
    return added;
  }

  /// Lets partitions push that were held back: those that had no job when they could push the last
  /// time, and so many of the others. To let all push would bring jobs that have to go back.
  private void resume(int busyOnes) {
    if (left <= 0) {
      return;
    }
    var more = busyOnes;
    for (var i = 1; i <= sources.size(); i++) {
      var source = sources.get((turn + i) % sources.size());
      if (source.isHeldBack() && (!source.isBusy() || source.hasCredit() && more-- > 0)) {
        source.resume();
      }
    }
  }

  /// A partition has pushed a job.
  ///
  /// @return false if the job must go back
  synchronized boolean deliver(ActivatedJob job) {
    return !closed && hasCredit() && outlet.write(job);
  }

  private boolean hasCredit() {
    return left > 0 || request.renewing();
  }

  /// The worker has taken a job and its credit, which does not renew itself.
  synchronized void delivered() {
    left--;
    holdBackIfFull();
  }

  private void holdBackIfFull() {
    if (!hasCredit() && sources.stream().anyMatch(Source::hasCredit)) {
      sources.forEach(Source::holdBack);
    }
  }

  /// Stops or resumes the flow.
  synchronized void ready(boolean now) {
    if (ready != now && !closed) {
      ready = now;
      sources.forEach(Source::tellReady);
    }
  }

  synchronized boolean isReady() {
    return ready;
  }

  /// Stops the flow for ever.
  synchronized void close() {
    if (!closed) {
      closed = true;
      sources.forEach(Source::close);
    }
  }
}
