package io.orrery.client;

import io.orrery.client.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a client was built with. */
record ClientOptions(
    URI address,
    Duration requestTimeout,
    Duration keepAlive,
    int maxMessageBytes,
    @Nullable Path caCertificate,
    @Nullable String overrideAuthority,
    Json json) {}
