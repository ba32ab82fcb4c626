package io.orrery.protocol;

import java.util.Arrays;

/// An immutable sequence of bytes with value equality, such as a deployed resource.
public final class Blob {

  private final byte[] octets;

  private Blob(byte[] octets) {
    this.octets = octets;
  }

  /// Wraps the bytes, which nobody may change afterwards.
  public static Blob of(byte[] octets) {
    return new Blob(octets);
  }

  /// The bytes themselves; not to be changed.
  public byte[] bytes() {
    return octets;
  }

  /// The length in bytes.
  public int size() {
    return octets.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "Blob[" + octets.length + " bytes]";
  }
}
