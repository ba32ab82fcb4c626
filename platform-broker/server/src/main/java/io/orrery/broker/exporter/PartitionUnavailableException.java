package io.orrery.broker.exporter;

/// Says that a partition did not answer; it may do so later.
final class PartitionUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PartitionUnavailableException(int partition, Throwable cause) {
    super("partition %d does not answer".formatted(partition), cause);
  }
}
