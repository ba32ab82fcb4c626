package io.orrery.readmodel.query;

/// How many active instances have an open incident with this message.
public record IncidentStatistics(String errorType, String errorMessage, long instances) {}
