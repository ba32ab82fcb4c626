package io.orrery.engine.deployment;

import io.orrery.bpmn.DeployedResource;
import io.orrery.bpmn.DeploymentResult;
import io.orrery.bpmn.Deployments;
import io.orrery.bpmn.Resource;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.state.DefinitionTable;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Blob;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Checks resources and makes their processes the newest versions, on partition 1 first and then on
/// all others. The same bytes under the same name give the version that is there.
public final class DeployResources {

  private final DefinitionTable table;
  private final Definitions definitions;
  private final Deployments deployments;
  private final StartTriggers starts;
  private final Distribution distribution;
  private final EngineSettings settings;

  public DeployResources(
      DefinitionTable table,
      Definitions definitions,
      Deployments deployments,
      StartTriggers starts,
      Distribution distribution,
      EngineSettings settings) {
    this.table = table;
    this.definitions = definitions;
    this.deployments = deployments;
    this.starts = starts;
    this.distribution = distribution;
    this.settings = settings;
  }

  public void process(DeploymentCommand command, Turn turn) {
    switch (command) {
      case DeploymentCommand.Create create -> create(create, turn);
      case DeploymentCommand.Distribute distribute -> take(distribute, turn);
      case DeploymentCommand.Acknowledge acknowledge -> distribution.arrived(acknowledge, turn);
    }
  }

  private void create(DeploymentCommand.Create command, Turn turn) {
    var resources = new ArrayList<Resource>();
    var blobs = new IdentityHashMap<byte[], Blob>();
    for (var each : command.resources()) {
      resources.add(new Resource(each.name(), each.content().bytes()));
      blobs.put(each.content().bytes(), each.content());
    }
    switch (deployments.read(resources)) {
      case DeploymentResult.Refused refused ->
          turn.reject(RejectionType.INVALID_ARGUMENT, refused.message());
      case DeploymentResult.Accepted(var accepted) -> accept(accepted, blobs, turn);
    }
  }

  /// @param blobs the blob of each content: an entry of the log holds what is the same object once
  private void accept(List<DeployedResource> accepted, Map<byte[], Blob> blobs, Turn turn) {
    var deploymentKey = turn.newKey();
    var processes = new ArrayList<DeployedProcess>();
    for (var resource : accepted) {
      var content = Objects.requireNonNull(blobs.get(resource.content()));
      processes.add(version(resource, content, deploymentKey, turn));
    }
    var others = IntStream.rangeClosed(2, settings.partitions()).boxed().toList();
    var keys = processes.stream().map(DeployedProcess::key).toList();
    turn.emit(deploymentKey, new DeploymentEvent.Created(keys, others));
    distribution.begin(deploymentKey, processes, others, turn);
  }

  /// The version that a resource becomes, or is already.
  private DeployedProcess version(
      DeployedResource resource, Blob content, long deploymentKey, Turn turn) {
    var id = resource.process().id();
    var checksum = Blob.of(resource.checksum());
    var latest = table.latest(id);
    var before = latest == null ? null : table.find(latest.key());
    if (before != null
        && before.checksum().equals(checksum)
        && before.resourceName().equals(resource.resourceName())) {
      return before.with(content);
    }
    var tag = resource.process().versionTag();
    var process =
        new DeployedProcess(
            turn.newKey(),
            id,
            before == null ? 1 : before.version() + 1,
            tag == null ? "" : tag,
            resource.resourceName(),
            checksum,
            deploymentKey,
            content);
    turn.emit(process.key(), new DeploymentEvent.ProcessCreated(process));
    definitions.put(process.key(), id, process.version(), resource.process());
    starts.replace(before, process, turn);
    return process;
  }

  private void take(DeploymentCommand.Distribute command, Turn turn) {
    for (var process : command.processes()) {
      if (table.find(process.key()) == null) {
        var latest = table.latest(process.processId());
        var before = latest == null ? null : table.find(latest.key());
        turn.emit(process.key(), new DeploymentEvent.ProcessCreated(process));
        if (before == null || before.version() < process.version()) {
          starts.replace(before, process, turn);
        }
      }
    }
    turn.send(
        Distribution.HOME,
        new DeploymentCommand.Acknowledge(command.deploymentKey(), settings.partition()));
  }

  /// What a caller is told of a deployment.
  static Response deployed(long deploymentKey, List<DeployedProcess> processes) {
    return new Response.Deployed(deploymentKey, processes);
  }
}
