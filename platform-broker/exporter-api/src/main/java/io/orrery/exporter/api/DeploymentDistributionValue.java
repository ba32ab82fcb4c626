package io.orrery.exporter.api;

/// A partition's copy of a deployment, which is the record's key.
///
/// @param partitionId the partition that gets it
public record DeploymentDistributionValue(int partitionId) implements RecordValue {}
