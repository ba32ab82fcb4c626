package io.orrery.engine.state;

import io.orrery.store.KeyCodec;

/// How the keys of the tables are stored.
final class KeyCodecs {

  static final KeyCodec<Pair> PAIR =
      KeyCodec.composite(
          (out, key) -> out.writeLong(key.first()).writeLong(key.second()),
          in -> new Pair(in.readLong(), in.readLong()));

  static final KeyCodec<NameKey> NAME =
      KeyCodec.composite(
          (out, key) -> out.writeString(key.name()).writeString(key.detail()).writeLong(key.key()),
          in -> new NameKey(in.readString(), in.readString(), in.readLong()));

  static final KeyCodec<FlowKey> FLOW =
      KeyCodec.composite(
          (out, key) -> out.writeLong(key.scopeKey()).writeInt(key.gateway()).writeInt(key.flow()),
          in -> new FlowKey(in.readLong(), in.readInt(), in.readInt()));

  static final KeyCodec<DueKey> DUE =
      KeyCodec.composite(
          (out, key) ->
              out.writeLong(key.millis())
                  .writeInt(key.kind().code())
                  .writeLong(key.key())
                  .writeString(key.text()),
          in -> new DueKey(in.readLong(), Due.of(in.readInt()), in.readLong(), in.readString()));

  static final KeyCodec<MessageTable.IdKey> ID =
      KeyCodec.composite(
          (out, key) ->
              out.writeString(key.name()).writeString(key.correlationKey()).writeString(key.id()),
          in -> new MessageTable.IdKey(in.readString(), in.readString(), in.readString()));

  static final KeyCodec<ProcessSubscriptionTable.ElementNameKey> ELEMENT_NAME =
      KeyCodec.composite(
          (out, key) -> out.writeLong(key.elementKey()).writeString(key.name()),
          in -> new ProcessSubscriptionTable.ElementNameKey(in.readLong(), in.readString()));

  static final KeyCodec<StartSubscriptionTable.StartLock> LOCK =
      KeyCodec.composite(
          (out, key) -> out.writeString(key.processId()).writeString(key.correlationKey()),
          in -> new StartSubscriptionTable.StartLock(in.readString(), in.readString()));

  private KeyCodecs() {}
}
