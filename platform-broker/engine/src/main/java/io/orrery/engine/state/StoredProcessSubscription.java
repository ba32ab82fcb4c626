package io.orrery.engine.state;

import io.orrery.protocol.ProcessSubscription;

/// A subscription on the instance's partition.
///
/// @param key its key there
/// @param subscription the wish
/// @param open whether the message's partition knows of it
/// @param closing whether it is being taken back
public record StoredProcessSubscription(
    long key, ProcessSubscription subscription, boolean open, boolean closing) {}
