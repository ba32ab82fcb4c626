package io.orrery.gateway.push;

import io.orrery.protocol.ActivatedJob;
import io.orrery.transport.Brokers;
import io.orrery.transport.JobStreamRequest;
import java.util.ArrayList;
import java.util.List;

/// The jobs of one worker, from all partitions into one call.
///
/// The worker's credit is split over the partitions; where it asks for fewer jobs than there are
/// partitions each partition still may send one. Its lock keeps the jobs of several partitions from
/// being written at once; brokers never block, so it is held shortly.
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

  /// @param request what the worker wants, with its whole credit
  JobFeed(Brokers brokers, JobStreamRequest request, int partitions, Outlet outlet) {
    this.brokers = brokers;
    this.request = request;
    this.outlet = outlet;
    var share = request.credits() / partitions;
    var rest = request.credits() % partitions;
    for (var i = 0; i < partitions; i++) {
      var credits = share + (i < rest ? 1 : 0);
      var atLeastOne = request.credits() > 0 ? Math.max(1, credits) : 0;
      sources.add(new Source(this, i + 1, atLeastOne));
    }
  }

  /// Opens the streams.
  synchronized void open(long now) {
    sources.forEach(source -> source.open(now));
  }

  /// Opens again what has ended some time ago.
  synchronized void reopen(long now) {
    if (!closed) {
      sources.forEach(source -> source.reopen(now));
    }
  }

  /// Lets the worker have more jobs: first from where the last ones came, so that each partition
  /// keeps its share; what is left is spread evenly.
  synchronized void grant(int credits) {
    var size = sources.size();
    var added = new int[size];
    var left = credits;
    for (var idle = 0; left > 0 && idle < size; ) {
      turn = (turn + 1) % size;
      if (sources.get(turn).takeUsed()) {
        added[turn]++;
        left--;
        idle = 0;
      } else {
        idle++;
      }
    }
    for (var i = 0; i < size; i++) {
      var more = left / size + (i < left % size ? 1 : 0);
      added[(turn + 1 + i) % size] += more;
    }
    for (var i = 0; i < size; i++) {
      if (added[i] > 0) {
        sources.get(i).grant(added[i]);
      }
    }
  }

  /// A partition has pushed a job.
  ///
  /// @return false if the job must go back
  synchronized boolean deliver(ActivatedJob job) {
    return !closed && outlet.write(job);
  }

  /// Stops or resumes the flow.
  synchronized void ready(boolean now) {
    if (ready != now && !closed) {
      ready = now;
      sources.forEach(source -> source.ready(now));
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
