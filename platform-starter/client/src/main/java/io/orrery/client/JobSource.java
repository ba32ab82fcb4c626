package io.orrery.client;

import java.util.concurrent.CompletableFuture;

/** Where a worker's jobs come from. Thread-safe; no method blocks. */
interface JobSource {

  /** Begins to take jobs. */
  void start();

  /** A job of this source is dealt with: there is room for another one. */
  void released();

  /** Takes no more jobs; done when none can arrive any longer. */
  CompletableFuture<Void> stop();
}
