package io.orrery.operate;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where Operate finds the others, and how patient it is.
///
/// @param gateway where operations go: the gRPC address of a gateway
/// @param patience how long an answer waits for a position that its request names
@ConfigurationProperties("orrery.operate")
public record OperateProperties(
    @DefaultValue("http://127.0.0.1:26500") URI gateway, @DefaultValue("5s") Duration patience) {}
