package io.orrery.exporter.api;

/// A failure of the platform itself, which put an instance into quarantine.
///
/// @param stacktrace where it failed; empty if a command was only kept back because the instance
///   rests already
/// @param errorEventPosition the position of the command
public record ErrorValue(
    String exceptionMessage, String stacktrace, long errorEventPosition, long processInstanceKey)
    implements RecordValue {}
