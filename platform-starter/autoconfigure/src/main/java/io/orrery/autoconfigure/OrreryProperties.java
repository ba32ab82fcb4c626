package io.orrery.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings below {@code orrery.client}.
 *
 * @param enabled whether there is a client at all
 * @param address where the gateway listens; the scheme https encrypts
 * @param requestTimeout how long a command may take
 * @param keepAlive how often a silent connection is tested
 * @param maxMessageSize the largest answer that is accepted
 * @param caCertificatePath the certificate to trust instead of those that the JVM trusts
 * @param overrideAuthority the host name to expect in the certificate
 */
@ConfigurationProperties("orrery.client")
public record OrreryProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("http://localhost:26500") URI address,
    @DefaultValue("10s") Duration requestTimeout,
    @DefaultValue("45s") Duration keepAlive,
    @DefaultValue("5MB") DataSize maxMessageSize,
    @Nullable Path caCertificatePath,
    @Nullable String overrideAuthority) {}
