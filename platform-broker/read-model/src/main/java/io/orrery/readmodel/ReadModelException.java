package io.orrery.readmodel;

/// What keeps the read model could not do what it should have done.
public final class ReadModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ReadModelException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
