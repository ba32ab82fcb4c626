package io.orrery.client.fake;

import io.orrery.gateway.jobs.OpenWork;
import io.orrery.gateway.protocol.ActivatedJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** The jobs that wait, and the streams that they can go to. */
public final class FakeJobs {

  /** The types and credits that streams were opened with. */
  public final BlockingQueue<String> opened = new LinkedBlockingQueue<>();

  /** The first messages of streams with credits. */
  public final BlockingQueue<OpenWork> openings = new LinkedBlockingQueue<>();

  private final Deque<ActivatedJob> waiting = new ArrayDeque<>();
  private final List<Taker> takers = new ArrayList<>();
  private int mostOutstanding;

  /** Somebody who takes jobs of a type, as many as it has credits. */
  static final class Taker {
    private final String type;
    private final Consumer<ActivatedJob> push;
    private int credits;

    Taker(String type, int credits, Consumer<ActivatedJob> push) {
      this.type = type;
      this.credits = credits;
      this.push = push;
    }
  }

  synchronized void offer(ActivatedJob job) {
    waiting.add(job);
    match();
  }

  /** Sends a job to all who take its type, whether they have credit or not. */
  synchronized void push(ActivatedJob job) {
    takers.stream().filter(it -> it.type.equals(job.getType())).forEach(it -> it.push.accept(job));
  }

  synchronized void open(Taker taker) {
    takers.add(taker);
    opened.add(taker.type + " " + taker.credits);
    match();
  }

  synchronized void grant(Taker taker, int credits) {
    taker.credits += credits;
    mostOutstanding = Math.max(mostOutstanding, taker.credits);
    match();
  }

  synchronized void close(Taker taker) {
    takers.remove(taker);
  }

  synchronized void forgetStreams() {
    takers.clear();
  }

  public synchronized List<ActivatedJob> poll(String type, int max) {
    List<ActivatedJob> jobs = new ArrayList<>();
    waiting.removeIf(job -> {
      boolean takes = job.getType().equals(type) && jobs.size() < max;
      if (takes) {
        jobs.add(job);
      }
      return takes;
    });
    return jobs;
  }

  /** How many credits a stream has held at most after a grant. */
  public synchronized int mostOutstanding() {
    return mostOutstanding;
  }

  private void match() {
    for (Taker taker : takers) {
      if (taker.credits > 0) {
        List<ActivatedJob> jobs = poll(taker.type, taker.credits);
        taker.credits -= jobs.size();
        jobs.forEach(taker.push);
      }
    }
  }
}
