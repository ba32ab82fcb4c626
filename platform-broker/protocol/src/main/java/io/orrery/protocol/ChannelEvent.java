package io.orrery.protocol;

/// What can happen on the channel between two partitions.
public sealed interface ChannelEvent extends Event {

  /// A command waits to be delivered to another partition.
  record Sent(int to, long sequence, Command command) implements ChannelEvent {}

  /// The other partition has processed everything up to this number.
  record Acknowledged(int to, long sequence) implements ChannelEvent {}

  /// This partition has processed the command with this number.
  record Received(int from, long sequence) implements ChannelEvent {}
}
