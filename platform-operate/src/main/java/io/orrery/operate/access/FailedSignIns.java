package io.orrery.operate.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps passwords from being guessed: after too many failures a name has to wait.
final class FailedSignIns {

  static final int MAX_FAILURES = 20;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_NAMES = 10_000;

  private final InstantSource clock;
  private final Map<String, Failures> names =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
              return size() > MAX_NAMES;
            }
          });

  FailedSignIns(InstantSource clock) {
    this.clock = clock;
  }

  boolean mustWait(String name) {
    var failures = names.get(name);
    return failures != null
        && failures.count() >= MAX_FAILURES
        && clock.instant().isBefore(failures.since().plus(WINDOW));
  }

  void failed(String name) {
    var now = clock.instant();
    names.merge(
        name,
        new Failures(now, 1),
        (old, first) ->
            now.isBefore(old.since().plus(WINDOW))
                ? new Failures(old.since(), old.count() + 1)
                : first);
  }

  void succeeded(String name) {
    names.remove(name);
  }

  private record Failures(Instant since, int count) {}
}
