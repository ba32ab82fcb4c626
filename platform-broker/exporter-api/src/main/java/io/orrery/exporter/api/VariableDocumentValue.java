package io.orrery.exporter.api;

/// Variables that somebody writes on request.
///
/// @param scopeKey the element instance to begin at
/// @param updateSemantics `LOCAL` to write exactly there, `PROPAGATE` to write where each name is
///   found, going up
public record VariableDocumentValue(
    long scopeKey, String updateSemantics, Json variables, String tenantId)
    implements RecordValue {}
