package io.orrery.exporter.api;

import java.util.List;

/// Jobs handed to a worker, or the wish for them.
///
/// @param timeout for how long, in milliseconds
/// @param jobKeys the keys of the jobs, in the same order
/// @param truncated whether a job was left out because the answer would have become too large
public record JobBatchValue(
    String type,
    String worker,
    long timeout,
    int maxJobsToActivate,
    List<Long> jobKeys,
    List<JobValue> jobs,
    boolean truncated,
    List<String> tenantIds)
    implements RecordValue {}
