package io.orrery.readmodel.query;

/// How many active instances a definition has, and how many of them have an incident.
public record DefinitionStatistics(
    long processDefinitionKey,
    String processDefinitionId,
    String processDefinitionName,
    int version,
    long activeWithoutIncident,
    long activeWithIncident) {}
