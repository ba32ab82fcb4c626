package io.orrery.gateway.message;

import io.grpc.Status;

/// Says why a request does not reach a partition. Cheap: it carries no stack trace.
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Status status;

  public RefusedException(Status status) {
    super(status.getDescription(), null, false, false);
    this.status = status;
  }

  static RefusedException invalid(String reason) {
    return new RefusedException(Status.INVALID_ARGUMENT.withDescription(reason));
  }

  static RefusedException unimplemented(String reason) {
    return new RefusedException(Status.UNIMPLEMENTED.withDescription(reason));
  }

  /// What the caller gets to see.
  public Status status() {
    return status;
  }
}
