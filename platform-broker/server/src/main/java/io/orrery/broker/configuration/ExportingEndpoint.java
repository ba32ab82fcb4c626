package io.orrery.broker.configuration;

import io.orrery.broker.exporter.ExporterHost;
import io.orrery.broker.exporter.ExporterHost.Operation;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// Pauses and resumes all exporters at once, as tools that make backups do: `POST
/// /actuator/exporting/pause`, `POST /actuator/exporting/resume`.
@Endpoint(id = "exporting")
final class ExportingEndpoint {

  private final ExporterHost exporters;

  ExportingEndpoint(ExporterHost exporters) {
    this.exporters = exporters;
  }

  @WriteOperation
  void operate(@Selector String operation) {
    switch (operation) {
      case "pause" -> exporters.operateAll(Operation.PAUSE);
      case "resume" -> exporters.operateAll(Operation.RESUME);
      default ->
          throw new InvalidEndpointRequestException(
              "Expected pause or resume, but got " + operation, "No such operation");
    }
  }
}
