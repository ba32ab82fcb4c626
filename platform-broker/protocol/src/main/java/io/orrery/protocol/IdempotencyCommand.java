package io.orrery.protocol;

/// What is wanted of remembered answers.
public sealed interface IdempotencyCommand extends Command {

  /// Forget an answer whose window is over.
  record Forget(String idempotencyKey) implements IdempotencyCommand {}
}
