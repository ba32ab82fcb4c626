package io.orrery.transport;

import java.time.Duration;
import java.util.List;

/// What a worker that wants jobs pushed says of itself.
///
/// @param type the job type
/// @param worker the worker's name, may be empty
/// @param timeout how long it has each job
/// @param fetch which variables it wants, all if empty
/// @param credits how many jobs it takes now
/// @param renewing whether a job that ended gives its credit back by itself; otherwise the worker
///   grants new credit
public record JobStreamRequest(
    String type,
    String worker,
    Duration timeout,
    List<String> fetch,
    int credits,
    boolean renewing) {}
