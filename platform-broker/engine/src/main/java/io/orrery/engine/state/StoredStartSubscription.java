package io.orrery.engine.state;

import io.orrery.protocol.StartSubscription;

/// The subscription of a message start event.
///
/// @param key its key
/// @param subscription the wish
public record StoredStartSubscription(long key, StartSubscription subscription) {}
