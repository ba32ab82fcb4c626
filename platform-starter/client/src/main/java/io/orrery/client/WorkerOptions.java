package io.orrery.client;

import java.time.Duration;
import java.util.List;

/** What a worker was opened with. */
record WorkerOptions(
    String type,
    String name,
    Duration timeout,
    int maxJobsActive,
    Duration pollInterval,
    Duration requestTimeout,
    List<String> fetchVariables,
    boolean autoComplete,
    boolean streamEnabled,
    Duration drainTimeout,
    RetryBackOff retryBackOff,
    WorkerListener listener) {}
