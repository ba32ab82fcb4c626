package io.orrery.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.orrery.gateway.jobs.GrantCredits;
import io.orrery.gateway.jobs.OpenWork;
import io.orrery.gateway.jobs.WorkRequest;
import io.orrery.gateway.jobs.WorkResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Jobs from the platform's own stream: waiting ones and new ones in one order, never more than
 * there is room for.
 *
 * <p>What is in hand and what is outstanding is never more than the worker may hold, unless the
 * platform sends more than it was asked for. Freed room is granted in portions, but at once when
 * the platform could send nothing. All fields are guarded by the monitor.
 */
final class WorkStream implements JobSource {

  /** How long the platform may take to end a stream that we have ended. */
  private static final Duration END_PATIENCE = Duration.ofSeconds(1);

  /** Room is granted when this part of it has become free. */
  private static final int PORTIONS = 4;

  private final JobFeed feed;
  private final int room;
  private final BackOff backOff = new BackOff();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private @Nullable Answers current;
  private int inHand;
  private int outstanding;
  private boolean stopped;

  WorkStream(JobFeed feed) {
    this.feed = feed;
    this.room = feed.options().maxJobsActive();
  }

  @Override
  public synchronized void start() {
    if (stopped) {
      return;
    }
    outstanding = Math.max(0, room - inHand);
    Answers answers = new Answers();
    current = answers;
    feed.connection().jobs().work(answers);
    answers.send(WorkRequest.newBuilder().setOpen(opening()).build());
  }

  private OpenWork opening() {
    WorkerOptions options = feed.options();
    return OpenWork.newBuilder()
        .setType(options.type())
        .setWorker(options.name())
        .setTimeout(options.timeout().toMillis())
        .addAllFetchVariables(options.fetchVariables())
        .setCredits(outstanding)
        .build();
  }

  @Override
  public synchronized void released() {
    inHand--;
    Answers answers = current;
    if (answers == null || stopped) {
      return;
    }
    int freed = room - inHand - outstanding;
    if (freed > 0 && (outstanding == 0 || freed >= room / PORTIONS)) {
      answers.send(
          WorkRequest.newBuilder()
              .setGrant(GrantCredits.newBuilder().setCredits(freed).build())
              .build());
      outstanding += freed;
    }
  }

  @Override
  public synchronized CompletableFuture<Void> stop() {
    stopped = true;
    Answers answers = current;
    if (answers == null) {
      ended.complete(null);
    } else if (feed.connection().isReady()) {
      answers.finish();
      feed.connection().later(() -> answers.cancel(), END_PATIENCE.toMillis());
    } else {
      answers.cancel();
    }
    return ended;
  }

  private synchronized void arrived(Answers from, int jobs) {
    inHand += jobs;
    if (from == current) {
      outstanding = Math.max(0, outstanding - jobs);
      backOff.reset();
    }
  }

  private synchronized void lost(Answers from, @Nullable Throwable problem) {
    if (from != current) {
      return;
    }
    current = null;
    if (stopped) {
      ended.complete(null);
    } else if (feed.isUnsupported(problem)) {
      ended.complete(null);
      feed.fallBack();
    } else {
      if (from.isOld()) {
        backOff.reset();
      }
      feed.again("job stream", problem, this::start, backOff.nextMillis());
    }
  }

  /** One call; what arrives on an earlier one is still taken. */
  private final class Answers implements ClientResponseObserver<WorkRequest, WorkResponse> {

    private final long begunNanos = System.nanoTime();
    private @Nullable ClientCallStreamObserver<WorkRequest> requests;

    @Override
    public void beforeStart(ClientCallStreamObserver<WorkRequest> stream) {
      requests = stream;
    }

    void send(WorkRequest request) {
      if (requests != null && current == this) {
        requests.onNext(request);
      }
    }

    void finish() {
      if (requests != null) {
        requests.onCompleted();
      }
    }

    void cancel() {
      if (requests != null) {
        requests.cancel("the worker is closed", null);
      }
    }

    boolean isOld() {
      return System.nanoTime() - begunNanos > BackOff.LONGEST.toNanos();
    }

    @Override
    public void onNext(WorkResponse response) {
      arrived(this, response.getJobsCount());
      response.getJobsList().forEach(job -> feed.accept(WorkStream.this, job));
    }

    @Override
    public void onError(Throwable problem) {
      lost(this, problem);
    }

    @Override
    public void onCompleted() {
      lost(this, null);
    }
  }
}
