package io.orrery.autoconfigure.deployment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code orrery.client.deployment}.
 *
 * @param enabled whether annotated models are deployed at the start
 * @param patience how long the start waits for a platform that cannot be reached
 */
@ConfigurationProperties("orrery.client.deployment")
public record DeploymentProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("1m") Duration patience) {}
