package io.orrery.engine.state;

/// Something to be done at a time.
///
/// @param millis when, in milliseconds since the epoch
/// @param kind what
/// @param key with which entity, 0 where the text names it
/// @param text the entity's name where it has no key, else empty
public record DueKey(long millis, Due kind, long key, String text) implements Comparable<DueKey> {

  @Override
  public int compareTo(DueKey other) {
    var order = Long.compare(millis, other.millis);
    order = order != 0 ? order : Integer.compare(kind.code(), other.kind.code());
    order = order != 0 ? order : Long.compare(key, other.key);
    return order != 0 ? order : text.compareTo(other.text);
  }
}
