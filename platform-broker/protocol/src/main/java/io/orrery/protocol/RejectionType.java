package io.orrery.protocol;

/// The kinds of mistake that a caller can make, named as in the public record schema.
public enum RejectionType {
  INVALID_ARGUMENT,
  NOT_FOUND,
  ALREADY_EXISTS,
  INVALID_STATE,
  PROCESSING_ERROR,
  EXCEEDED_BATCH_RECORD_SIZE
}
