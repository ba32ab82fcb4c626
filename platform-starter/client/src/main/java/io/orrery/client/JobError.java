package io.orrery.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A failure of a job whose retries or back-off the handler decides itself. */
public final class JobError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Integer retries;
  private final @Nullable Duration backOff;

  private JobError(
      String message,
      @Nullable Throwable cause,
      @Nullable Integer retries,
      @Nullable Duration backOff) {
    super(message, cause);
    this.retries = retries;
    this.backOff = backOff;
  }

  /** A failure that no retry can mend: the job raises an incident at once. */
  public static JobError fatal(String message, @Nullable Throwable cause) {
    return new JobError(message, cause, 0, null);
  }

  /** A failure with one retry less, to be tried again after the given time. */
  public static JobError retryIn(Duration backOff, String message, @Nullable Throwable cause) {
    return new JobError(message, cause, null, backOff);
  }

  /** How many attempts are left, or null for one less than before. */
  public @Nullable Integer retries() {
    return retries;
  }

  /** How long to wait before the next attempt, or null for what the worker is set to. */
  public @Nullable Duration backOff() {
    return backOff;
  }
}
