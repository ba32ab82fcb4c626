package io.orrery.engine.state;

/// A key made of two texts and a key, ordered in that order.
///
/// @param name the first text, such as a message name or a job type
/// @param detail the second one, such as a correlation key; may be empty
/// @param key tells entries with the same texts apart
public record NameKey(String name, String detail, long key) implements Comparable<NameKey> {

  @Override
  public int compareTo(NameKey other) {
    var order = name.compareTo(other.name);
    order = order != 0 ? order : detail.compareTo(other.detail);
    return order != 0 ? order : Long.compare(key, other.key);
  }
}
