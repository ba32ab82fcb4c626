package io.orrery.protocol.codec;

/// Bytes that this codec cannot have written.
public final class CorruptDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CorruptDataException(String message) {
    super(message);
  }

  public CorruptDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
