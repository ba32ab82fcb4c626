package io.orrery.gateway.message;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.orrery.gateway.protocol.DeployProcessRequest;
import io.orrery.gateway.protocol.DeployResourceRequest;
import io.orrery.gateway.protocol.PublishMessageRequest;
import io.orrery.protocol.Blob;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.MessageCommand;
import java.util.ArrayList;
import java.util.List;

/// Requests about definitions and messages.
public final class OtherRequests {

  private OtherRequests() {}

  public static Command deploy(DeployResourceRequest request, Metadata headers)
      throws RefusedException {
    Checks.tenant(request.getTenantId());
    var resources = new ArrayList<DeploymentCommand.Resource>();
    for (var each : request.getResourcesList()) {
      resources.add(resource(each.getName(), each.getContent()));
    }
    return deployment(resources);
  }

  public static Command deployProcess(DeployProcessRequest request, Metadata headers)
      throws RefusedException {
    var resources = new ArrayList<DeploymentCommand.Resource>();
    for (var each : request.getProcessesList()) {
      resources.add(resource(each.getName(), each.getDefinition()));
    }
    return deployment(resources);
  }

  private static DeploymentCommand.Resource resource(String name, ByteString content)
      throws RefusedException {
    return new DeploymentCommand.Resource(
        Checks.present(name, "the name of a resource"), Blob.of(content.toByteArray()));
  }

  private static Command deployment(List<DeploymentCommand.Resource> resources)
      throws RefusedException {
    if (resources.isEmpty()) {
      throw RefusedException.invalid("Expected at least one resource to deploy, but got none");
    }
    return new DeploymentCommand.Create(List.copyOf(resources));
  }

  public static Command publish(PublishMessageRequest request, Metadata headers)
      throws RefusedException {
    Checks.tenant(request.getTenantId());
    return new MessageCommand.Publish(
        Checks.present(request.getName(), "the name of a message"),
        request.getCorrelationKey(),
        Checks.timeOrNone(request.getTimeToLive(), "the time to live"),
        request.getMessageId(),
        Checks.variables(request.getVariables()),
        IdempotencyKeys.of(headers));
  }
}
