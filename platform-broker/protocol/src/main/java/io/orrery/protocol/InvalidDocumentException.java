package io.orrery.protocol;

/// Says why some bytes are not a JSON object.
public final class InvalidDocumentException extends Exception {

  private static final long serialVersionUID = 1L;

  /// @param message what is wrong and at which byte
  public InvalidDocumentException(String message) {
    super(message, null, false, false);
  }
}
