package io.orrery.protocol;

/// A catch event's wish for a message, as the instance's partition knows it.
///
/// @param elementKey the element instance that waits
/// @param element where that one belongs
/// @param target the element that the message triggers: the waiting one or one at its boundary
/// @param name the name of the message
/// @param correlationKey the value that the message must carry
/// @param interrupting whether the first message ends the subscription
public record ProcessSubscription(
    long elementKey,
    ElementValue element,
    int target,
    String name,
    String correlationKey,
    boolean interrupting) {}
