package io.orrery.broker.records;

import static io.orrery.broker.records.Names.NO_KEY;
import static io.orrery.exporter.api.RecordValue.DEFAULT_TENANT;

import io.orrery.broker.records.Definitions.Definition;
import io.orrery.exporter.api.DeploymentDistributionValue;
import io.orrery.exporter.api.DeploymentValue;
import io.orrery.exporter.api.DeploymentValue.DeploymentResource;
import io.orrery.exporter.api.DeploymentValue.ProcessMetadata;
import io.orrery.exporter.api.ProcessValue;
import io.orrery.exporter.api.RecordValue;
import io.orrery.protocol.Blob;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.LogRecord;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// The values of records about deployments and definitions.
final class DeploymentValues {

  private final Names names;

  DeploymentValues(Names names) {
    this.names = names;
  }

  RecordValue of(DeploymentCommand command) {
    return switch (command) {
      case DeploymentCommand.Create(var resources) ->
          deployment(
              resources.stream().map(it -> resource(it.name(), it.content())).toList(),
              List.of(),
              NO_KEY);
      case DeploymentCommand.Distribute(var key, var processes) -> distributed(key, processes);
      case DeploymentCommand.Acknowledge(_, var partition) ->
          new DeploymentDistributionValue(partition);
    };
  }

  private static RecordValue distributed(long key, List<DeployedProcess> processes) {
    var resources = new LinkedHashMap<String, Blob>();
    processes.forEach(it -> resources.putIfAbsent(it.resourceName(), it.resource()));
    return deployment(
        resources.entrySet().stream().map(it -> resource(it.getKey(), it.getValue())).toList(),
        processes.stream().map(it -> metadata(it, key)).toList(),
        key);
  }

  RecordValue of(DeploymentEvent event, LogRecord record) {
    return switch (event) {
      case DeploymentEvent.Created(var definitions, _) -> created(definitions, record.key());
      case DeploymentEvent.ProcessCreated(var process) -> process(process);
      case DeploymentEvent.Distributed(var partition) -> new DeploymentDistributionValue(partition);
      case DeploymentEvent.FullyDistributed(var key) -> deployment(List.of(), List.of(), key);
    };
  }

  private RecordValue created(List<Long> definitions, long deploymentKey) {
    var processes =
        definitions.stream()
            .map(names::definition)
            .filter(Objects::nonNull)
            .map(Definition::process)
            .map(it -> metadata(it, deploymentKey))
            .toList();
    return deployment(List.of(), processes, deploymentKey);
  }

  private static RecordValue deployment(
      List<DeploymentResource> resources, List<ProcessMetadata> processes, long key) {
    return new DeploymentValue(
        resources, processes, List.of(), List.of(), List.of(), key, DEFAULT_TENANT);
  }

  private static DeploymentResource resource(String name, Blob content) {
    return new DeploymentResource(name, base64(content));
  }

  private static ProcessMetadata metadata(DeployedProcess process, long deploymentKey) {
    return new ProcessMetadata(
        process.processId(),
        process.version(),
        process.versionTag(),
        process.key(),
        process.resourceName(),
        base64(process.checksum()),
        process.deploymentKey() != deploymentKey,
        process.deploymentKey(),
        DEFAULT_TENANT);
  }

  private static RecordValue process(DeployedProcess process) {
    return new ProcessValue(
        process.processId(),
        process.version(),
        process.versionTag(),
        process.key(),
        process.resourceName(),
        base64(process.checksum()),
        base64(process.resource()),
        false,
        process.deploymentKey(),
        DEFAULT_TENANT);
  }

  private static String base64(Blob content) {
    return Base64.getEncoder().encodeToString(content.bytes());
  }
}
