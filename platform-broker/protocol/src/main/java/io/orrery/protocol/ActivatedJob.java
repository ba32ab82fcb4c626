package io.orrery.protocol;

import java.time.Instant;

/// A job as it is handed to a worker.
///
/// @param key the job's key
/// @param elementKey the element instance that waits
/// @param elementId the id of the element in the model
/// @param lease the fencing token of this activation, which is also the number of the attempt
/// @param previousWorker who had it before, empty on the first attempt
/// @param deadline until when the worker has it
public record ActivatedJob(
    long key,
    String type,
    long instanceKey,
    String processId,
    int version,
    long definitionKey,
    String elementId,
    long elementKey,
    Document headers,
    String worker,
    int retries,
    int lease,
    String previousWorker,
    Instant deadline,
    Document variables) {}
