package io.orrery.engine.state;

import io.orrery.protocol.Message;
import java.util.List;

/// A message that is kept.
///
/// @param message the message
/// @param processes the ids of the processes that it has reached: it correlates once with each
public record StoredMessage(Message message, List<String> processes) {}
