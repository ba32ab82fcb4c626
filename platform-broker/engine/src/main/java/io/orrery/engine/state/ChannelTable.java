package io.orrery.engine.state;

import io.orrery.protocol.Command;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.function.BiPredicate;

/// What was sent to other partitions and not confirmed yet, and what came from them.
public final class ChannelTable {

  private final Table<Pair, Command> outbox;
  private final Table<Long, Channel> channels;

  ChannelTable(Store store) {
    outbox = store.table(Specs.commands(TableId.OUTBOX, KeyCodecs.PAIR));
    channels = store.table(Specs.point(TableId.CHANNELS, KeyCodec.LONG, Channel.class));
  }

  /// How far the exchange with the partition has come.
  public Channel with(int partition) {
    var channel = channels.get((long) partition);
    return channel == null ? Channel.NEW : channel;
  }

  public boolean hasUnconfirmed() {
    return !outbox.isEmpty();
  }

  /// Visits what one partition has not confirmed, by its sequence, from a number on.
  public void eachUnconfirmed(int to, long from, BiPredicate<Long, Command> visitor) {
    outbox.scan(
        new Pair(to, from),
        (at, command) -> at.first() == to && visitor.test(at.second(), command));
  }

  void sent(int to, long sequence, Command command) {
    var channel = with(to);
    outbox.insert(new Pair(to, sequence), command);
    channels.put((long) to, new Channel(sequence, channel.acknowledged(), channel.received()));
  }

  void acknowledged(int to, long sequence) {
    var channel = with(to);
    for (var each = channel.acknowledged() + 1; each <= sequence; each++) {
      outbox.delete(new Pair(to, each));
    }
    channels.put((long) to, new Channel(channel.sent(), sequence, channel.received()));
  }

  void received(int from, long sequence) {
    var channel = with(from);
    channels.put((long) from, new Channel(channel.sent(), channel.acknowledged(), sequence));
  }
}
