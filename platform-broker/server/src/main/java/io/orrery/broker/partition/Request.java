package io.orrery.broker.partition;

import io.orrery.protocol.Command;
import io.orrery.transport.Answer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A command that was let in, and who waits for its answer.
///
/// @param caller takes the one answer; null when nobody waits
/// @param bytes about what the command takes
/// @param admittedNanos when it was let in
/// @param patienceMillis how long the caller waits
record Request(
    Command command,
    @Nullable Consumer<Answer> caller,
    int bytes,
    long admittedNanos,
    long patienceMillis) {

  private static final Logger LOG = LoggerFactory.getLogger(Request.class);

  void answer(Answer answer) {
    if (caller != null) {
      answer(caller, answer);
    }
  }

  static void answer(Consumer<Answer> caller, Answer answer) {
    try {
      caller.accept(answer);
    } catch (RuntimeException e) {
      LOG.warn("A caller could not take its answer", e);
    }
  }
}
