package io.orrery.broker.configuration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The clock of the broker.
///
/// @param controlled whether it may be pinned, for tests; never in production
@ConfigurationProperties("orrery.broker.clock")
public record ClockProperties(@DefaultValue("false") boolean controlled) {}
