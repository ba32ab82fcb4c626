package io.orrery.protocol;

/// A catch event's wish for a message, as the message's partition knows it.
///
/// @param elementKey the element instance that waits
/// @param instanceKey its process instance
/// @param processId the BPMN process id: a message correlates once per process
/// @param name the name of the message
/// @param correlationKey the value that the message must carry
/// @param interrupting whether the first message ends the subscription
public record MessageSubscription(
    long elementKey,
    long instanceKey,
    String processId,
    String name,
    String correlationKey,
    boolean interrupting) {}
