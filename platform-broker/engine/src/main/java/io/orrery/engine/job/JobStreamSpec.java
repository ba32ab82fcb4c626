package io.orrery.engine.job;

import java.time.Duration;
import java.util.List;

/// A worker that wants jobs pushed.
///
/// @param type the job type
/// @param worker the worker's name, may be empty
/// @param timeout how long it has each job
/// @param fetch which variables it wants, all if empty
/// @param credits how many jobs it takes now
/// @param renewing whether a job that ended gives its credit back by itself
public record JobStreamSpec(
    String type,
    String worker,
    Duration timeout,
    List<String> fetch,
    int credits,
    boolean renewing) {}
