package io.orrery.broker.exporter;

/// Says which exporter cannot be used as it is configured, and why. The broker does not start.
public final class InvalidExporterException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  public InvalidExporterException(String id, String reason) {
    super("Exporter '%s' cannot be used: %s".formatted(id, reason));
  }

  public InvalidExporterException(String id, String reason, Throwable cause) {
    super("Exporter '%s' cannot be used: %s".formatted(id, reason), cause);
  }
}
