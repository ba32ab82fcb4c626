package io.orrery.transport.stream;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.transport.JobStreamRequest;

/// What a gateway says to a broker. Requests, streams and watches have numbers that the gateway
/// chooses, each of them once per connection.
public sealed interface GatewayFrame extends Frame {

  /// The first frame.
  ///
  /// @param version the version of this set of frames
  record Hello(int version) implements GatewayFrame {}

  /// @param patienceMillis how long the caller waits for the answer
  record Request(long id, int partition, Command command, long patienceMillis)
      implements GatewayFrame {}

  record Open(long stream, int partition, JobStreamRequest request) implements GatewayFrame {}

  record Grant(long stream, int credits) implements GatewayFrame {}

  record Ready(long stream, boolean ready) implements GatewayFrame {}

  record GiveBack(int partition, ActivatedJob job) implements GatewayFrame {}

  record Close(long stream) implements GatewayFrame {}

  record Watch(long watch, String type) implements GatewayFrame {}

  record Unwatch(long watch) implements GatewayFrame {}
}
