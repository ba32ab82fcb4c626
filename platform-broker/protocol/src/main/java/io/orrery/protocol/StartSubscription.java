package io.orrery.protocol;

/// A message start event's wish for messages, which begin new instances of the newest version.
///
/// @param definitionKey the version of the process
/// @param processId its BPMN process id
/// @param element the start event
/// @param name the name of the message
public record StartSubscription(long definitionKey, String processId, int element, String name) {}
