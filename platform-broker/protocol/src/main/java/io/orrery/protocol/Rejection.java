package io.orrery.protocol;

/// The refusal of a command: the caller's mistake, never the model's and never ours.
///
/// @param type the kind of mistake, which decides the status that the caller sees
/// @param reason one sentence that names the thing and, for a bound, the limit
public record Rejection(RejectionType type, String reason) implements Content {}
