package io.orrery.protocol;

/// What can happen to work that a partition has put off for itself. The record's key is the
/// continuation's; continuations are processed in the order of their keys.
public sealed interface ContinuationEvent extends Event {

  record Enqueued(Command command) implements ContinuationEvent {}

  record Dequeued() implements ContinuationEvent {}
}
