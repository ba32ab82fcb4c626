package io.orrery.client;

import io.grpc.Metadata;
import io.grpc.Status;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What it means that a report of a job was not taken, by any compatible platform. */
enum Verdict {
  /** The job is gone or belongs to somebody else. */
  TOO_LATE,

  /** The platform cannot take it now. */
  PASSING,

  /** Something on the way went wrong, as when a gateway stops: it may have been carried out. */
  UNCLEAR,

  /** The platform will never take it. */
  REFUSED;

  /** Says what the platform is short of; a message that is too large comes without it. */
  private static final Metadata.Key<String> OVERLOAD_CAUSE =
      Metadata.Key.of("orrery-overload-cause", Metadata.ASCII_STRING_MARSHALLER);

  /** What the servers of gRPC say of a message that is too large, with the code of overload. */
  private static final Pattern TOO_LARGE =
      Pattern.compile("message (larger than max|exceeds (the )?maximum)", Pattern.CASE_INSENSITIVE);

  /** What platforms say of a command that their engine refused, with the code of a defect. */
  private static final Pattern REJECTION = Pattern.compile("^Command '.*' rejected with code '");

  /** Whether the same report may well be taken a little later. */
  boolean isWorthRepeating() {
    return this == PASSING || this == UNCLEAR;
  }

  static Verdict of(OrreryException failure) {
    return switch (failure.code()) {
      case NOT_FOUND, FAILED_PRECONDITION -> TOO_LATE;
      case UNAVAILABLE, DEADLINE_EXCEEDED -> PASSING;
      case RESOURCE_EXHAUSTED -> isTooLarge(failure.getCause()) ? REFUSED : PASSING;
      case INTERNAL -> says(REJECTION, failure.getCause()) ? REFUSED : UNCLEAR;
      case CANCELLED, UNKNOWN, ABORTED, DATA_LOSS -> UNCLEAR;
      case INVALID_ARGUMENT,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          UNAUTHENTICATED ->
          REFUSED;
    };
  }

  private static boolean isTooLarge(@Nullable Throwable cause) {
    Metadata trailers = cause == null ? null : Status.trailersFromThrowable(cause);
    boolean isOverload = trailers != null && trailers.containsKey(OVERLOAD_CAUSE);
    return !isOverload && says(TOO_LARGE, cause);
  }

  private static boolean says(Pattern what, @Nullable Throwable cause) {
    String text = cause == null ? null : Status.fromThrowable(cause).getDescription();
    return text != null && what.matcher(text).find();
  }
}
