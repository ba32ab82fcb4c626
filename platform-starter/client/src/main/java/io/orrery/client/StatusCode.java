package io.orrery.client;

/** How the platform classifies a refused or failed command: the codes of gRPC by name. */
public enum StatusCode {
  CANCELLED,
  UNKNOWN,
  INVALID_ARGUMENT,
  DEADLINE_EXCEEDED,
  NOT_FOUND,
  ALREADY_EXISTS,
  PERMISSION_DENIED,
  RESOURCE_EXHAUSTED,
  FAILED_PRECONDITION,
  ABORTED,
  OUT_OF_RANGE,
  UNIMPLEMENTED,
  INTERNAL,
  UNAVAILABLE,
  DATA_LOSS,
  UNAUTHENTICATED;

  /** Whether the same command may well succeed a little later. */
  public boolean isPassing() {
    return this == UNAVAILABLE || this == RESOURCE_EXHAUSTED;
  }
}
