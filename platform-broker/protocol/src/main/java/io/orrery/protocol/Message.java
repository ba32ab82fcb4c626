package io.orrery.protocol;

import java.time.Duration;
import java.time.Instant;

/// A published message.
///
/// @param name which catch events it is for
/// @param correlationKey which instance it is for
/// @param timeToLive how long it is kept for a subscription that does not exist yet
/// @param deadline when that time is over
/// @param messageId unique per name and correlation key while the message is kept; empty if none
/// @param variables what it carries
public record Message(
    String name,
    String correlationKey,
    Duration timeToLive,
    Instant deadline,
    String messageId,
    Document variables) {}
