package io.orrery.engine.state;

import java.util.Comparator;

/// Something to be done at a time.
///
/// @param millis when, in milliseconds since the epoch
/// @param kind what
/// @param key with which entity, 0 where the text names it
/// @param text the entity's name where it has no key, else empty
public record DueKey(long millis, Due kind, long key, String text) implements Comparable<DueKey> {

  private static final Comparator<DueKey> ORDER =
      Comparator.comparingLong(DueKey::millis)
          .thenComparingInt((DueKey each) -> each.kind().code())
          .thenComparingLong(DueKey::key)
          .thenComparing(DueKey::text);

  @Override
  public int compareTo(DueKey other) {
    return ORDER.compare(this, other);
  }
}
