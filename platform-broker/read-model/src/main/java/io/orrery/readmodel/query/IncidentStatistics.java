package io.orrery.readmodel.query;

/// How many active instances have an open incident with this message.
///
/// @param errorHashCode what [String#hashCode] says of the message, of which this may be a part
public record IncidentStatistics(
    String errorType, String errorMessage, int errorHashCode, long instances) {}
