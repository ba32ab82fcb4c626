package io.orrery.readmodel.elasticsearch.bulk;

import org.jspecify.annotations.Nullable;

/// Elasticsearch does not do what it is asked for now, but may do so later.
public final class UnavailableException extends RuntimeException {

  public UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
