package io.orrery.store;

/// How the values of a table become bytes and back.
///
/// Equal values must encode to equal bytes, or digests of equal stores differ. A codec has no
/// state: the thread that writes a layer uses it beside the owner of the store.
public interface ValueCodec<V> {

  /// For tables that are sets: the value is always true and takes no bytes.
  ValueCodec<Boolean> PRESENCE = new Presence();

  byte[] encode(V value);

  V decode(byte[] bytes);

  /// About how many bytes of heap a value takes. Codecs of values that can be large (documents,
  /// resources) should say it: the layer's budget counts these numbers. Must not change over the
  /// life of a value.
  default int weight(V value) {
    return Weights.VALUE;
  }
}
