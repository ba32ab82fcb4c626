package io.orrery.gateway;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.orrery.gateway.call.UnreadableRequests;
import io.orrery.gateway.jobs.JobsGrpc;
import io.orrery.gateway.push.PushRpcs;

/// The service of our own clients: jobs with credits.
final class JobsService implements BindableService {

  private final PushRpcs push;

  JobsService(PushRpcs push) {
    this.push = push;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return UnreadableRequests.asNull(
        ServerServiceDefinition.builder(JobsGrpc.getServiceDescriptor())
            .addMethod(JobsGrpc.getWorkMethod(), push.work())
            .build());
  }
}
