package io.orrery.readmodel.elasticsearch.bulk;

/// A document that Elasticsearch will never take.
///
/// @param status the HTTP status for this one
/// @param reason why, in Elasticsearch's words
public record Refused(String index, String id, int status, String reason) {}
