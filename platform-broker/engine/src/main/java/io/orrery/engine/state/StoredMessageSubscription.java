package io.orrery.engine.state;

import io.orrery.protocol.MessageSubscription;

/// A subscription on the message's partition.
///
/// @param key its key there
/// @param subscription the wish
/// @param correlating the message that was chosen and not confirmed yet, 0 if none
public record StoredMessageSubscription(
    long key, MessageSubscription subscription, long correlating) {}
