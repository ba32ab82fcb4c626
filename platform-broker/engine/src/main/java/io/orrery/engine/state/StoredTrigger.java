package io.orrery.engine.state;

import io.orrery.protocol.Document;

/// What an element instance goes on with.
///
/// @param target the event to activate, or the element itself to complete
/// @param variables what came with it
public record StoredTrigger(int target, Document variables) {}
