package io.orrery.engine.channel;

import io.orrery.engine.state.ChannelTable;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.Command;
import io.orrery.protocol.codec.Records;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ordered, acknowledged channels to the other partitions: a command is offered until the other
/// side has confirmed it, and processed once there.
///
/// What was lost is offered again in windows, one for each partition; when the other side has
/// confirmed all of a window, the next one follows at once. A partition that does not answer costs
/// the others nothing.
public final class Channels {

  /// How many commands a window has at most.
  static final int MAX_OFFERED = 1_000;

  /// How many bytes they take at most, unless one alone takes more.
  static final long MAX_OFFERED_BYTES = 4 << 20;

  /// How often a command that fails here is waited for before it is given up.
  static final int MAX_ATTEMPTS = 5;

  private final ChannelTable channels;
  private final EngineSettings settings;
  private final int partition;

  /// The last number of each window behind which there is more; only the leader knows.
  private final Map<Integer, Long> windows = new HashMap<>();

  /// What each partition had confirmed when it was looked at last; only the leader knows.
  private final Map<Integer, Long> confirmed = new HashMap<>();

  /// The commands from other partitions that failed here last; only the leader knows.
  private final Map<Integer, Failed> failed = new HashMap<>();

  private record Failed(long sequence, int attempts) {}

  public Channels(ChannelTable channels, EngineSettings settings) {
    this.channels = channels;
    this.settings = settings;
    this.partition = settings.partition();
  }

  /// Forgets what was offered; whoever leads next offers everything again.
  public void clear() {
    windows.clear();
    confirmed.clear();
    failed.clear();
  }

  /// Takes a command from another partition.
  ///
  /// @return the command to process, null if it was processed before or an earlier one is missing
  public @Nullable Command receive(ChannelCommand.Receive received, Turn turn) {
    var from = received.from();
    var last = channels.with(from).received();
    if (received.sequence() != last + 1) {
      turn.leaveNoTrace();
      confirm(from, last, turn);
      return null;
    }
    turn.emit(-1, new ChannelEvent.Received(from, received.sequence()));
    confirm(from, received.sequence(), turn);
    return received.command();
  }

  /// Decides about a command that failed: it is left unconfirmed, so that it comes again, but not
  /// for ever, for nothing else comes from that partition meanwhile.
  ///
  /// @return false if it was tried often enough
  public boolean leave(ChannelCommand.Receive received, Turn turn) {
    var sequence = received.sequence();
    var before = failed.get(received.from());
    var attempts = before != null && before.sequence() == sequence ? before.attempts() + 1 : 1;
    if (attempts >= MAX_ATTEMPTS) {
      failed.remove(received.from());
      return false;
    }
    failed.put(received.from(), new Failed(sequence, attempts));
    turn.leaveNoTrace();
    return true;
  }

  private void confirm(int from, long sequence, Turn turn) {
    turn.effect(new Effect.Deliver(from, new ChannelCommand.Acknowledge(partition, sequence)));
  }

  /// Takes the confirmation of another partition.
  public void acknowledge(ChannelCommand.Acknowledge command, Turn turn) {
    var channel = channels.with(command.to());
    if (command.sequence() > channel.acknowledged() && command.sequence() <= channel.sent()) {
      turn.emit(-1, new ChannelEvent.Acknowledged(command.to(), command.sequence()));
      var window = windows.get(command.to());
      if (window != null && command.sequence() >= window) {
        offer(command.to(), command.sequence() + 1, turn);
      }
    } else {
      turn.leaveNoTrace();
    }
  }

  /// Offers again what was not confirmed, to each partition that has confirmed nothing since the
  /// last call: the others are at it.
  public void offerAgain(Turn turn) {
    for (var to = 1; to <= settings.partitions(); to++) {
      var channel = channels.with(to);
      var before = confirmed.put(to, channel.acknowledged());
      var moves = before != null && before < channel.acknowledged();
      if (channel.sent() > channel.acknowledged() && !moves) {
        offer(to, channel.acknowledged() + 1, turn);
      }
    }
  }

  /// Offers a partition the window that begins with a number.
  private void offer(int to, long first, Turn turn) {
    var next = new long[] {first};
    var bytes = new long[1];
    channels.eachUnconfirmed(
        to,
        first,
        (sequence, command) -> {
          bytes[0] += Records.weigh(command);
          if (sequence > first && bytes[0] > MAX_OFFERED_BYTES) {
            return false;
          }
          turn.effect(
              new Effect.Deliver(to, new ChannelCommand.Receive(partition, sequence, command)));
          next[0] = sequence + 1;
          return next[0] < first + MAX_OFFERED;
        });
    if (next[0] <= channels.with(to).sent()) {
      windows.put(to, next[0] - 1);
    } else {
      windows.remove(to);
    }
  }
}
