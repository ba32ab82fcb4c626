package io.orrery.transport;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Document;
import io.orrery.protocol.Keys;
import java.time.Instant;

/// Jobs for tests.
public final class Jobs {

  private Jobs() {}

  /// A job with this counter in its key.
  public static ActivatedJob job(int partition, long counter) {
    return job(partition, counter, "{\"amount\":12}");
  }

  /// A job with these variables.
  public static ActivatedJob job(int partition, long counter, String variables) {
    return new ActivatedJob(
        Keys.of(partition, counter),
        "pay",
        Keys.of(partition, 3),
        "order",
        2,
        Keys.of(1, 1),
        "pay-task",
        Keys.of(partition, 4),
        Document.trusted("{\"method\":\"card\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        "worker-1",
        3,
        1,
        "",
        Instant.ofEpochMilli(1_700_000_000_000L),
        Document.trusted(variables.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }
}
