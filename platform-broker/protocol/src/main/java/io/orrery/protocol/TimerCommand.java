package io.orrery.protocol;

/// What is wanted of timers.
public sealed interface TimerCommand extends Command {

  record Trigger(long timerKey) implements TimerCommand {
    @Override
    public long target() {
      return timerKey;
    }
  }
}
