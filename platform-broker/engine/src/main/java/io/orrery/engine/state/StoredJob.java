package io.orrery.engine.state;

import io.orrery.protocol.Job;

/// A job and where it stands.
///
/// @param job the job
/// @param state whether a worker can have it, or has it
public record StoredJob(Job job, JobState state) {}
