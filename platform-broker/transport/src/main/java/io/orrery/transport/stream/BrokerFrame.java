package io.orrery.transport.stream;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.Response;
import io.orrery.transport.Topology;

/// What a broker says to a gateway.
public sealed interface BrokerFrame extends Frame {

  /// Who is there: the first frame, and again whenever that changes.
  record Present(Topology topology) implements BrokerFrame {}

  record Accepted(long id, Response response, long position) implements BrokerFrame {}

  record Refused(long id, Rejection rejection) implements BrokerFrame {}

  record Overloaded(long id, String cause, String reason) implements BrokerFrame {}

  record Unavailable(long id, String reason, boolean sent) implements BrokerFrame {}

  record Push(long stream, ActivatedJob job) implements BrokerFrame {}

  record Ended(long stream, String reason) implements BrokerFrame {}

  record Available(long watch) implements BrokerFrame {}
}
