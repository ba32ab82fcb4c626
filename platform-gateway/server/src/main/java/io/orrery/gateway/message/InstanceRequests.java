package io.orrery.gateway.message;

import io.grpc.Metadata;
import io.orrery.gateway.protocol.CancelProcessInstanceRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultRequest;
import io.orrery.gateway.protocol.ProcessInstanceCreationStartInstruction;
import io.orrery.gateway.protocol.ResolveIncidentRequest;
import io.orrery.gateway.protocol.SetVariablesRequest;
import io.orrery.protocol.Command;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.ResultRequest;
import io.orrery.protocol.VariableCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests about process instances, their variables and their incidents.
public final class InstanceRequests {

  private InstanceRequests() {}

  public static Command create(CreateProcessInstanceRequest request, Metadata headers)
      throws RefusedException {
    return create(request, null, headers);
  }

  public static Command createWithResult(
      CreateProcessInstanceWithResultRequest request, Metadata headers) throws RefusedException {
    var result = new ResultRequest(List.copyOf(request.getFetchVariablesList()));
    return create(request.getRequest(), result, headers);
  }

  private static Command create(
      CreateProcessInstanceRequest request, @Nullable ResultRequest result, Metadata headers)
      throws RefusedException {
    Checks.tenant(request.getTenantId());
    var key = request.getProcessDefinitionKey();
    if (key <= 0 && request.getBpmnProcessId().isBlank()) {
      throw RefusedException.invalid(
          "Expected either a BPMN process id or a positive process definition key, but got"
              + " neither");
    }
    refuseWhatComesLater(request);
    return new InstanceCommand.Create(
        key,
        request.getBpmnProcessId(),
        request.getVersion(),
        Checks.variables(request.getVariables()),
        startElements(request),
        result,
        IdempotencyKeys.of(headers),
        request.hasOperationReference() ? request.getOperationReference() : null);
  }

  private static List<String> startElements(CreateProcessInstanceRequest request) {
    return request.getStartInstructionsCount() == 0
        ? List.of()
        : request.getStartInstructionsList().stream()
            .map(ProcessInstanceCreationStartInstruction::getElementId)
            .toList();
  }

  private static void refuseWhatComesLater(CreateProcessInstanceRequest request)
      throws RefusedException {
    if (request.getRuntimeInstructionsCount() > 0) {
      throw RefusedException.unimplemented("Runtime instructions are not supported yet");
    }
    if (request.getTagsCount() > 0) {
      throw RefusedException.unimplemented("Tags are not supported yet");
    }
    if (request.hasBusinessId()) {
      throw RefusedException.unimplemented("Business ids are not supported yet");
    }
  }

  public static Command cancel(CancelProcessInstanceRequest request, Metadata headers) {
    return new InstanceCommand.Cancel(
        request.getProcessInstanceKey(),
        request.hasOperationReference() ? request.getOperationReference() : null);
  }

  public static Command setVariables(SetVariablesRequest request, Metadata headers)
      throws RefusedException {
    return new VariableCommand.Set(
        request.getElementInstanceKey(),
        Checks.variables(request.getVariables()),
        request.getLocal(),
        request.hasOperationReference() ? request.getOperationReference() : null);
  }

  public static Command resolveIncident(ResolveIncidentRequest request, Metadata headers) {
    return new IncidentCommand.Resolve(
        request.getIncidentKey(),
        request.hasOperationReference() ? request.getOperationReference() : null);
  }
}
