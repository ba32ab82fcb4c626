package io.orrery.protocol;

/// The ordered, acknowledged channel between two partitions: what is sent is processed once.
public sealed interface ChannelCommand extends Command {

  /// A command from another partition.
  ///
  /// @param from the partition that sent it
  /// @param sequence its number on the channel, from 1, without holes
  record Receive(int from, long sequence, Command command) implements ChannelCommand {}

  /// The other partition has processed everything up to a number.
  record Acknowledge(int to, long sequence) implements ChannelCommand {}
}
