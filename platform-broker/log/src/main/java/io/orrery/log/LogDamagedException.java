package io.orrery.log;

/// Says that bytes which were once acknowledged cannot be read back as they were written.
public final class LogDamagedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LogDamagedException(String message) {
    super(message);
  }

  public LogDamagedException(String message, Throwable cause) {
    super(message, cause);
  }
}
