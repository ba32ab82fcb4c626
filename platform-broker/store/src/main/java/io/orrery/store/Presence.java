package io.orrery.store;

/// The codec of a value that says nothing but "there is one".
final class Presence implements ValueCodec<Boolean> {

  private static final byte[] NOTHING = {};

  @Override
  public byte[] encode(Boolean value) {
    if (!value) {
      throw new IllegalArgumentException("a set has no entry that is false: delete it instead");
    }
    return NOTHING;
  }

  @Override
  public Boolean decode(byte[] bytes) {
    return true;
  }

  @Override
  public int weight(Boolean value) {
    return 0;
  }
}
