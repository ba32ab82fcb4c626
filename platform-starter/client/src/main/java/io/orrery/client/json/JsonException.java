package io.orrery.client.json;

/** A value that has no JSON, or JSON that is not the wanted value. */
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what cannot be turned into what, and why
   * @param cause what the library said
   */
  public JsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
