package io.orrery.protocol;

/// What can happen to a message. The record's key is the message's.
public sealed interface MessageEvent extends Event {

  record Published(Message message) implements MessageEvent {}

  record Expired(Message message) implements MessageEvent {}
}
