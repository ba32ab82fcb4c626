package io.orrery.operate.web;

import org.springframework.http.HttpStatus;

/// A request that is refused with this status, title and reason.
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String title;

  public ProblemException(HttpStatus status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  public ProblemException(HttpStatus status, String detail) {
    this(status, status.getReasonPhrase(), detail);
  }

  /// Nothing has this key.
  public static ProblemException notFound(String what, Object key) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "There is no %s with the key %s".formatted(what, key));
  }

  /// Whether the same request may well succeed a little later.
  public boolean isPassing() {
    return status == HttpStatus.SERVICE_UNAVAILABLE;
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }
}
