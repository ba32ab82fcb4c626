package io.orrery.readmodel.query;

/// The query cannot be answered by anybody: it names an unknown field, compares it with a value of
/// another type, is over a limit, or has the cursor of another query. The message says which.
public final class InvalidQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidQueryException(String message) {
    super(message);
  }
}
