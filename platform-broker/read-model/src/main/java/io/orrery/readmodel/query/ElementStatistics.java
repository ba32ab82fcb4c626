package io.orrery.readmodel.query;

/// How many instances of an element there are, by state.
public record ElementStatistics(
    String elementId, long active, long incidents, long completed, long canceled) {}
