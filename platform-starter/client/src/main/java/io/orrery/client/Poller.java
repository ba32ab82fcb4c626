package io.orrery.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.ActivateJobsResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that are asked for: one request at a time, for as many as there is room for.
 *
 * <p>Beside a stream it looks now and then for what the stream does not bring; alone it leaves its
 * request open until a job appears. All fields are guarded by the monitor.
 */
final class Poller implements JobSource {

  /** How often to look for jobs that a stream has not brought. */
  private static final Duration BESIDE_A_STREAM = Duration.ofSeconds(1);

  /** What the answer may take on its way after the platform has given up waiting. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

  /** Asks again when this part of the room is free: fewer, larger requests. */
  private static final double WORTH_ASKING = 0.3;

  private final JobFeed feed;
  private final BackOff backOff = new BackOff();

  private boolean besideStream;
  private boolean asking;
  private boolean waiting;
  private boolean stopped;
  private @Nullable Answers current;

  Poller(JobFeed feed, boolean besideStream) {
    this.feed = feed;
    this.besideStream = besideStream;
  }

  /** There is no stream any more: ask as a worker without one does. */
  synchronized void alone() {
    besideStream = false;
  }

  @Override
  public synchronized void start() {
    ask();
  }

  @Override
  public synchronized void released() {
    ask();
  }

  @Override
  public synchronized CompletableFuture<Void> stop() {
    stopped = true;
    Answers answers = current;
    if (answers != null) {
      answers.cancel();
    }
    return CompletableFuture.completedFuture(null);
  }

  private void ask() {
    if (stopped || asking || waiting) {
      return;
    }
    int room = feed.room();
    if (isWorthAsking(room)) {
      ask(room);
    } else if (besideStream) {
      // What is in the way came by the stream: its end is not told here.
      lookAgain(BESIDE_A_STREAM);
    }
  }

  private void ask(int room) {
    asking = true;
    WorkerOptions options = feed.options();
    long openMillis = besideStream ? -1 : options.requestTimeout().toMillis();
    ActivateJobsRequest request =
        ActivateJobsRequest.newBuilder()
            .setType(options.type())
            .setWorker(options.name())
            .setTimeout(options.timeout().toMillis())
            .setMaxJobsToActivate(room)
            .addAllFetchVariable(options.fetchVariables())
            .setRequestTimeout(openMillis)
            .build();
    Answers answers = new Answers();
    current = answers;
    feed.connection()
        .feeding()
        .withDeadlineAfter(Math.max(0, openMillis) + ON_THE_WAY.toMillis(), TimeUnit.MILLISECONDS)
        .activateJobs(request, answers);
  }

  private boolean isWorthAsking(int room) {
    return room >= Math.max(1, feed.options().maxJobsActive() * WORTH_ASKING);
  }

  private synchronized void ended(int jobs, @Nullable Throwable problem) {
    asking = false;
    current = null;
    if (stopped) {
      return;
    }
    if (problem != null) {
      waiting = true;
      feed.again("poll", problem, this::goOn, backOff.nextMillis());
      return;
    }
    backOff.reset();
    if (jobs > 0) {
      ask();
    } else {
      lookAgain(besideStream ? BESIDE_A_STREAM : feed.options().pollInterval());
    }
  }

  private void lookAgain(Duration pause) {
    waiting = true;
    feed.connection().later(this::goOn, pause.toMillis());
  }

  private synchronized void goOn() {
    waiting = false;
    ask();
  }

  private final class Answers
      implements ClientResponseObserver<ActivateJobsRequest, ActivateJobsResponse> {

    private @Nullable ClientCallStreamObserver<ActivateJobsRequest> requests;
    private int jobs;

    @Override
    public void beforeStart(ClientCallStreamObserver<ActivateJobsRequest> stream) {
      requests = stream;
    }

    void cancel() {
      if (requests != null) {
        requests.cancel("the worker is closed", null);
      }
    }

    @Override
    public void onNext(ActivateJobsResponse response) {
      jobs += response.getJobsCount();
      response.getJobsList().forEach(job -> feed.accept(Poller.this, job));
    }

    @Override
    public void onError(Throwable problem) {
      ended(jobs, problem);
    }

    @Override
    public void onCompleted() {
      ended(jobs, null);
    }
  }
}
