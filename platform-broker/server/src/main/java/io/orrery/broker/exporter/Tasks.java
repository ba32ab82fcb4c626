package io.orrery.broker.exporter;

import io.orrery.exporter.api.ExporterController.Task;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What an exporter wants done later. One thread.
final class Tasks {

  static final int MAX_TASKS = 1_000;

  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private long count;

  /// @param at when it is due, in milliseconds
  Task add(long at, Runnable action) {
    if (waiting.size() >= MAX_TASKS) {
      throw new IllegalStateException(
          "Expected at most %d scheduled tasks, but got one more".formatted(MAX_TASKS));
    }
    var task = new Waiting(at, count++, action);
    waiting.add(task);
    return () -> waiting.remove(task);
  }

  /// Takes a task that is due, or null.
  @Nullable Runnable poll(long now) {
    var first = waiting.peek();
    if (first == null || first.at() > now) {
      return null;
    }
    waiting.poll();
    return first.action();
  }

  /// When the next one is due, `Long.MAX_VALUE` if none is.
  long next() {
    var first = waiting.peek();
    return first == null ? Long.MAX_VALUE : first.at();
  }

  void clear() {
    waiting.clear();
  }

  /// @param number tells those apart that are due at the same time
  private record Waiting(long at, long number, Runnable action) implements Comparable<Waiting> {

    @Override
    public int compareTo(Waiting other) {
      var order = Long.compare(at, other.at);
      return order != 0 ? order : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Waiting that && number == that.number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }
}
