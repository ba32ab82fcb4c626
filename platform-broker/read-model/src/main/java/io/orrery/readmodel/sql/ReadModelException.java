package io.orrery.readmodel.sql;

/// The database could not do what it should have done.
public final class ReadModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReadModelException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
