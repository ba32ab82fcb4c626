package io.orrery.engine.state;

import io.orrery.protocol.Command;
import java.util.List;

/// Why an instance rests after a failure of ours.
///
/// @param reason the newest failure
/// @param commands what was being processed, in order
public record Quarantined(String reason, List<Command> commands) {}
