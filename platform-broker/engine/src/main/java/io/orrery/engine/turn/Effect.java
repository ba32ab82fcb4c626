package io.orrery.engine.turn;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.Response;

/// What is to be done in the outside world once the records that were decided with it are durable.
public sealed interface Effect {

  /// Answer the caller with this number.
  record Reply(long request, Response response) implements Effect {}

  /// Refuse the caller with this number.
  record Refuse(long request, Rejection rejection) implements Effect {}

  /// Push a job over the stream with this number.
  record Push(long stream, ActivatedJob job) implements Effect {}

  /// Jobs of this type are free and nobody with credit is there: tell those who poll.
  record JobsAvailable(String type) implements Effect {}

  /// Bring a command to another partition. It may be lost: it is offered again.
  record Deliver(int partition, Command command) implements Effect {}
}
