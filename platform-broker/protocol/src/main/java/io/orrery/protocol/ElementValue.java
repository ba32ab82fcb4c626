package io.orrery.protocol;

/// Where an element instance belongs.
///
/// @param instanceKey the process instance
/// @param definitionKey the version of the process that the instance runs
/// @param element the index of the element in that definition
/// @param scopeKey the element instance around it, -1 for the process itself
public record ElementValue(long instanceKey, long definitionKey, int element, long scopeKey) {}
