package io.orrery.client;

import io.grpc.Status;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A command that the platform refused, or that did not reach it. */
public final class OrreryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final StatusCode code;

  /**
   * @param code what kind of failure it is
   * @param message what is wrong, as the platform says it
   * @param cause what happened below, if anything did
   */
  public OrreryException(StatusCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What kind of failure it is. */
  public StatusCode code() {
    return code;
  }

  /** Any failure of a future as one of ours. */
  public static OrreryException of(Throwable cause) {
    if (cause instanceof OrreryException known) {
      return known;
    }
    if (cause instanceof CompletionException && cause.getCause() != null) {
      return of(cause.getCause());
    }
    Status status = Status.fromThrowable(cause);
    StatusCode code =
        status.isOk() ? StatusCode.UNKNOWN : StatusCode.valueOf(status.getCode().name());
    return new OrreryException(code, code + ": " + description(status), cause);
  }

  private static String description(Status status) {
    String text = status.getDescription();
    Throwable below = status.getCause();
    if (below != null && below.getMessage() != null) {
      return text == null ? below.getMessage() : text + " (" + below.getMessage() + ")";
    }
    return text == null ? "no details" : text;
  }
}
