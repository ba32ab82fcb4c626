package io.orrery.broker.configuration;

import io.orrery.broker.exporter.ExporterHost;
import io.orrery.broker.exporter.ExporterHost.Operation;
import io.orrery.broker.exporter.ExporterSettings;
import io.orrery.broker.exporter.ExporterStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// Shows the exporters and lets an operator act on them: `GET /actuator/exporters`, `GET
/// /actuator/exporters/es`, `POST /actuator/exporters/es/pause`, and so `resume`, `disable`,
/// `enable`, `skip` and `retry`; `POST /actuator/exporters/es/discard/1/4711`.
@Endpoint(id = "exporters")
final class ExportersEndpoint {

  private static final String DISCARD = "discard";

  private final ExporterHost exporters;

  ExportersEndpoint(ExporterHost exporters) {
    this.exporters = exporters;
  }

  /// An exporter with its partitions.
  record View(String id, String className, boolean healthy, List<ExporterStatus> partitions) {}

  @ReadOperation
  List<View> all() {
    return exporters.exporters().stream().map(this::view).toList();
  }

  @ReadOperation
  @Nullable View one(@Selector String id) {
    return exporters.exporters().stream()
        .filter(each -> each.id().equals(id))
        .map(this::view)
        .findFirst()
        .orElse(null);
  }

  private View view(ExporterSettings settings) {
    var partitions = exporters.status(settings.id());
    var isHealthy = partitions.stream().allMatch(ExporterStatus::isHealthy);
    return new View(settings.id(), settings.className(), isHealthy, partitions);
  }

  @WriteOperation
  @Nullable View operate(@Selector String id, @Selector String operation) {
    if (one(id) == null) {
      return null;
    }
    exporters.operate(id, operation(operation));
    return one(id);
  }

  /// Does something to one record. It has to be named: nobody discards what they have not seen. All
  /// of it stands in the path, since what takes a body refuses a request without one.
  @WriteOperation
  @Nullable View operate(
      @Selector String id,
      @Selector String operation,
      @Selector int partition,
      @Selector long position) {
    if (one(id) == null) {
      return null;
    }
    if (!operation.equals(DISCARD)) {
      throw new InvalidEndpointRequestException(
          "Expected %s for a record, but got %s".formatted(DISCARD, operation),
          "No such operation");
    }
    if (!exporters.discard(id, partition, position)) {
      throw new InvalidEndpointRequestException(
          "There is no record at position %d in quarantine for '%s' on partition %d here"
              .formatted(position, id, partition),
          "No such record");
    }
    return one(id);
  }

  private static Operation operation(String name) {
    try {
      return Operation.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidEndpointRequestException(
          "Expected one of %s, but got %s"
              .formatted(Arrays.toString(Operation.values()).toLowerCase(Locale.ROOT), name),
          "No such operation",
          e);
    }
  }
}
