package io.orrery.readmodel.document;

import org.jspecify.annotations.Nullable;

/// A version of a process, without its BPMN file.
public record ProcessDefinition(
    long processDefinitionKey,
    String processDefinitionId,
    @Nullable String name,
    int version,
    @Nullable String versionTag,
    String resourceName,
    long deploymentKey,
    boolean isLatestVersion,
    String tenantId)
    implements Document {}
