package io.orrery.client.fake;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.orrery.client.fake.FakeGateway.Abilities;
import io.orrery.client.fake.FakeJobs.Taker;
import io.orrery.gateway.jobs.JobsGrpc;
import io.orrery.gateway.jobs.OpenWork;
import io.orrery.gateway.jobs.WorkRequest;
import io.orrery.gateway.jobs.WorkResponse;

/** The job stream with credits. */
final class FakeJobsService extends JobsGrpc.JobsImplBase {

  private final FakeGateway gateway;

  FakeJobsService(FakeGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public StreamObserver<WorkRequest> work(StreamObserver<WorkResponse> answers) {
    if (gateway.abilities() != Abilities.CREDITS) {
      answers.onError(Status.UNIMPLEMENTED.asRuntimeException());
      return new Requests(null);
    }
    return new Requests(answers);
  }

  private final class Requests implements StreamObserver<WorkRequest> {

    private final StreamObserver<WorkResponse> answers;
    private Taker taker;

    Requests(StreamObserver<WorkResponse> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(WorkRequest request) {
      if (answers == null) {
        return;
      }
      if (request.hasOpen()) {
        OpenWork open = request.getOpen();
        gateway.jobs.openings.add(open);
        taker =
            new Taker(
                open.getType(),
                open.getCredits(),
                job -> answers.onNext(WorkResponse.newBuilder().addJobs(job).build()));
        gateway.jobs.open(taker);
      } else {
        gateway.jobs.grant(taker, request.getGrant().getCredits());
      }
    }

    @Override
    public void onError(Throwable problem) {
      if (taker != null) {
        gateway.jobs.close(taker);
      }
    }

    @Override
    public void onCompleted() {
      if (answers != null) {
        gateway.jobs.close(taker);
        answers.onCompleted();
      }
    }
  }
}
