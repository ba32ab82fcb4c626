package io.orrery.store;

/// Longs in eight big-endian bytes with the sign flipped, so that negative ones come first.
final class LongKeys implements KeyCodec<Long> {

  @Override
  public byte[] encode(Long key) {
    var bytes = new byte[Long.BYTES];
    KeyWriter.BIG_ENDIAN.set(bytes, 0, key ^ Long.MIN_VALUE);
    return bytes;
  }

  @Override
  public Long decode(byte[] bytes, int offset) {
    return (long) KeyWriter.BIG_ENDIAN.get(bytes, offset) ^ Long.MIN_VALUE;
  }
}
