package io.orrery.engine.channel;

import io.orrery.engine.state.State;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.Command;
import org.jspecify.annotations.Nullable;

/// The ordered, acknowledged channels to the other partitions: a command is offered until the other
/// side has confirmed it, and processed once there.
public final class Channels {

  /// How many unconfirmed commands are offered again at a time.
  static final int MAX_OFFERED = 1_000;

  private final State state;
  private final int partition;

  public Channels(State state, int partition) {
    this.state = state;
    this.partition = partition;
  }

  /// Takes a command from another partition.
  ///
  /// @return the command to process, null if it was processed before or an earlier one is missing
  public @Nullable Command receive(ChannelCommand.Receive received, Turn turn) {
    var from = received.from();
    var last = state.channels().with(from).received();
    if (received.sequence() != last + 1) {
      turn.leaveNoTrace();
      confirm(from, last, turn);
      return null;
    }
    turn.emit(-1, new ChannelEvent.Received(from, received.sequence()));
    confirm(from, received.sequence(), turn);
    return received.command();
  }

  private void confirm(int from, long sequence, Turn turn) {
    turn.effect(new Effect.Deliver(from, new ChannelCommand.Acknowledge(partition, sequence)));
  }

  /// Takes the confirmation of another partition.
  public void acknowledge(ChannelCommand.Acknowledge command, Turn turn) {
    var channel = state.channels().with(command.to());
    if (command.sequence() > channel.acknowledged() && command.sequence() <= channel.sent()) {
      turn.emit(-1, new ChannelEvent.Acknowledged(command.to(), command.sequence()));
    } else {
      turn.leaveNoTrace();
    }
  }

  /// Offers everything again that was not confirmed.
  public void offerAgain(Turn turn) {
    var count = new int[1];
    state
        .channels()
        .eachUnconfirmed((at, command) -> {
          var to = (int) at.first();
          turn.effect(
              new Effect.Deliver(to, new ChannelCommand.Receive(partition, at.second(), command)));
          return ++count[0] < MAX_OFFERED;
        });
  }
}
