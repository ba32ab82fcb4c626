package io.orrery.readmodel.elasticsearch.bulk;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks what is behind a failure: clients wrap what happened several times.
public final class Causes {

  private static final int MAX_CAUSES = 8;

  private Causes() {}

  /// Whether a failure is one of these, or was caused by one.
  public static boolean include(Throwable failure, Class<?>... kinds) {
    return of(failure).anyMatch(cause -> Arrays.stream(kinds).anyMatch(it -> it.isInstance(cause)));
  }

  /// The HTTP status that a failure is about, 0 if there was no answer.
  public static int status(Throwable failure) {
    return of(failure).mapToInt(Causes::ownStatus).filter(it -> it > 0).findFirst().orElse(0);
  }

  private static int ownStatus(Throwable cause) {
    return switch (cause) {
      case ElasticsearchException e -> e.status();
      case TransportException e -> e.statusCode();
      case ResponseException e -> e.getResponse().getStatusCode();
      default -> 0;
    };
  }

  private static Stream<Throwable> of(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, it -> it != null, it -> it == null ? null : it.getCause())
        .map(Objects::requireNonNull)
        .limit(MAX_CAUSES);
  }
}
