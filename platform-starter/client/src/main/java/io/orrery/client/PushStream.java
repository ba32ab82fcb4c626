package io.orrery.client;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.StreamActivatedJobsRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Jobs from the compatible stream, for platforms that have no credits: new jobs only, bounded by
 * reading no more messages than there is room for.
 *
 * <p>All fields are guarded by the monitor.
 */
final class PushStream implements JobSource {

  private final JobFeed feed;
  private final BackOff backOff = new BackOff();

  private @Nullable Answers current;
  private int inHand;
  private boolean stopped;

  PushStream(JobFeed feed) {
    this.feed = feed;
  }

  @Override
  public synchronized void start() {
    if (stopped) {
      return;
    }
    WorkerOptions options = feed.options();
    int room = Math.max(0, options.maxJobsActive() - inHand);
    Answers answers = new Answers(room);
    current = answers;
    StreamActivatedJobsRequest request =
        StreamActivatedJobsRequest.newBuilder()
            .setType(options.type())
            .setWorker(options.name())
            .setTimeout(options.timeout().toMillis())
            .addAllFetchVariable(options.fetchVariables())
            .setCredits(options.maxJobsActive())
            .build();
    feed.connection().feeding().streamActivatedJobs(request, answers);
  }

  @Override
  public synchronized void released() {
    inHand--;
    Answers answers = current;
    if (answers != null && answers.requests != null) {
      answers.requests.request(1);
    }
  }

  @Override
  public synchronized CompletableFuture<Void> stop() {
    stopped = true;
    Answers answers = current;
    if (answers != null && answers.requests != null) {
      answers.requests.cancel("the worker is closed", null);
    }
    return CompletableFuture.completedFuture(null);
  }

  private synchronized void arrived() {
    inHand++;
    backOff.reset();
  }

  private synchronized void lost(Answers from, @Nullable Throwable problem) {
    if (from != current) {
      return;
    }
    current = null;
    if (stopped) {
      return;
    }
    if (feed.isUnsupported(problem)) {
      stopped = true;
      feed.pollOnly();
    } else {
      feed.again("job stream", problem, this::start, backOff.nextMillis());
    }
  }

  private final class Answers
      implements ClientResponseObserver<StreamActivatedJobsRequest, ActivatedJob> {

    private final int room;
    private @Nullable ClientCallStreamObserver<StreamActivatedJobsRequest> requests;

    Answers(int room) {
      this.room = room;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamActivatedJobsRequest> stream) {
      stream.disableAutoRequestWithInitial(room);
      requests = stream;
    }

    @Override
    public void onNext(ActivatedJob job) {
      arrived();
      feed.accept(PushStream.this, job);
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
