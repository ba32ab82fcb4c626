package io.orrery.engine.state;

/// A key made of two keys, ordered by the first and then the second.
///
/// @param first what is looked for
/// @param second tells entries with the same first key apart
public record Pair(long first, long second) implements Comparable<Pair> {

  @Override
  public int compareTo(Pair other) {
    var order = Long.compare(first, other.first);
    return order != 0 ? order : Long.compare(second, other.second);
  }
}
