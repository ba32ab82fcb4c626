package io.orrery.protocol;

/// The kinds of incident, named as in the public record schema.
public enum IncidentType {
  UNKNOWN,
  IO_MAPPING_ERROR,
  JOB_NO_RETRIES,
  CONDITION_ERROR,
  EXTRACT_VALUE_ERROR,
  UNHANDLED_ERROR_EVENT,
  MESSAGE_SIZE_EXCEEDED
}
