package io.orrery.gateway.call;

import io.grpc.Metadata;
import io.orrery.transport.Answer;

/// Where a command's effects stand in the log, for callers who want to see them in the read model:
/// whoever sends this key with a request gets it with the end of the answer, as `1:4711`, the
/// partition and the position. Others pay nothing for it.
final class Positions {

  static final Metadata.Key<String> KEY =
      Metadata.Key.of("orrery-position", Metadata.ASCII_STRING_MARSHALLER);

  private Positions() {}

  /// How the answer to a request with these headers ends.
  static Metadata trailers(Metadata headers, int partition, long position) {
    var trailers = new Metadata();
    if (position != Answer.Accepted.NO_POSITION && headers.containsKey(KEY)) {
      trailers.put(KEY, partition + ":" + position);
    }
    return trailers;
  }
}
