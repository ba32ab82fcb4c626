package io.orrery.engine.state;

import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import org.jspecify.annotations.Nullable;

/// The answers to requests that carried an idempotency key.
public final class RememberedTable {

  private final Table<String, Remembered> answers;

  RememberedTable(Store store) {
    answers = store.table(Specs.point(TableId.REMEMBERED, KeyCodec.STRING, Remembered.class));
  }

  public @Nullable Remembered find(String idempotencyKey) {
    return answers.get(idempotencyKey);
  }

  void put(String idempotencyKey, Remembered answer) {
    answers.put(idempotencyKey, answer);
  }

  void delete(String idempotencyKey) {
    answers.deleteIfPresent(idempotencyKey);
  }
}
