package io.orrery.transport;

import io.orrery.protocol.Rejection;
import io.orrery.protocol.Response;

/// What becomes of a command.
public sealed interface Answer {

  /// The command was carried out and is durable.
  ///
  /// @param position where the last public event stands that it brought about, at first;
  ///   [#NO_POSITION] if there is none
  record Accepted(Response response, long position) implements Answer {

    public static final long NO_POSITION = -1;

    public Accepted(Response response) {
      this(response, NO_POSITION);
    }
  }

  /// The caller's mistake.
  record Refused(Rejection rejection) implements Answer {}

  /// The command was not carried out: the partition has too much to do or lacks a resource.
  ///
  /// @param cause what is short: `cpu`, `disk`, `memory`, `exporter` or `quota`
  /// @param reason one sentence with the figures
  record Overloaded(String cause, String reason) implements Answer {}

  /// The partition cannot be reached or is not led; whether the command was carried out is unknown
  /// when it was already on its way.
  ///
  /// @param sent whether the command may have been carried out
  record Unavailable(String reason, boolean sent) implements Answer {}
}
