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
/// `enable`, `skip` and `retry`; `POST /actuator/exporters/es/discard?partition=1&position=4711`.
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

  /// @param partition of the record to be discarded
  /// @param position of the record to be discarded
  @WriteOperation
  @Nullable View operate(
      @Selector String id,
      @Selector String operation,
      @Nullable Integer partition,
      @Nullable Long position) {
    if (one(id) == null) {
      return null;
    }
    if (operation.equalsIgnoreCase(DISCARD)) {
      discard(id, partition, position);
    } else {
      exporters.operate(id, operation(operation));
    }
    return one(id);
  }

  /// What is given up has to be named: nobody discards a record that they have not seen.
  private void discard(String id, @Nullable Integer partition, @Nullable Long position) {
    if (partition == null || position == null) {
      throw new InvalidEndpointRequestException(
          "Expected partition and position of a record", "No record is named");
    }
    if (!exporters.discard(id, partition, position)) {
      throw new InvalidEndpointRequestException(
          "There is no record at position %d in quarantine for '%s' on partition %d here"
              .formatted(position, id, partition),
          "No such record");
    }
  }

  private static Operation operation(String name) {
    try {
      return Operation.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidEndpointRequestException(
          "Expected %s or one of %s, but got %s"
              .formatted(
                  DISCARD, Arrays.toString(Operation.values()).toLowerCase(Locale.ROOT), name),
          "No such operation",
          e);
    }
  }
}
