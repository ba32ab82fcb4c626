package io.orrery.bpmn.model;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// An immutable list of element indexes.
public final class Indexes implements Iterable<Integer> {

  /// No index at all.
  public static final Indexes NONE = new Indexes(new int[0]);

  private final int[] values;

  private Indexes(int[] values) {
    this.values = values;
  }

  public static Indexes of(int... values) {
    return values.length == 0 ? NONE : new Indexes(values.clone());
  }

  public static Indexes of(List<Integer> values) {
    return of(values.stream().mapToInt(Integer::intValue).toArray());
  }

  public int size() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  public int get(int position) {
    return values[position];
  }

  public boolean contains(int index) {
    return indexOf(index) >= 0;
  }

  /// The position of an element index in this list, or -1.
  public int indexOf(int index) {
    for (var i = 0; i < values.length; i++) {
      if (values[i] == index) {
        return i;
      }
    }
    return -1;
  }

  public IntStream stream() {
    return Arrays.stream(values);
  }

  @Override
  public Iterator<Integer> iterator() {
    return Arrays.stream(values).iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Indexes that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
