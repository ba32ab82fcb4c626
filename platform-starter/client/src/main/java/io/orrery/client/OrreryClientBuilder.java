package io.orrery.client;

import io.orrery.client.json.JacksonJson;
import io.orrery.client.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes a client before it is built. Not thread-safe. */
public final class OrreryClientBuilder {

  private static final Set<String> SCHEMES = Set.of("http", "https", "grpc", "grpcs");

  private URI address = URI.create("http://localhost:26500");
  private Duration requestTimeout = Duration.ofSeconds(10);
  private Duration keepAlive = Duration.ofSeconds(45);
  private int maxMessageBytes = 5 * 1024 * 1024;
  private @Nullable Path caCertificate;
  private @Nullable String overrideAuthority;
  private @Nullable Json json;

  OrreryClientBuilder() {}

  /** Where the gateway listens; {@code https} or {@code grpcs} as scheme encrypts. */
  public OrreryClientBuilder address(URI address) {
    if (address.getHost() == null || !SCHEMES.contains(String.valueOf(address.getScheme()))) {
      throw new IllegalArgumentException(
          "the address must look like http://host:port or https://host:port: " + address);
    }
    this.address = address;
    return this;
  }

  /** How long a command may take. */
  public OrreryClientBuilder requestTimeout(Duration requestTimeout) {
    this.requestTimeout = requestTimeout;
    return this;
  }

  /** How often a silent connection is tested; gateways accept no less than 30 seconds. */
  public OrreryClientBuilder keepAlive(Duration keepAlive) {
    this.keepAlive = keepAlive;
    return this;
  }

  /** The largest answer that is accepted. */
  public OrreryClientBuilder maxMessageBytes(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
    return this;
  }

  /** The certificate to trust, in PEM form, instead of those that the JVM trusts. */
  public OrreryClientBuilder caCertificate(Path file) {
    this.caCertificate = file;
    return this;
  }

  /** The host name to expect in the certificate instead of the one in the address. */
  public OrreryClientBuilder overrideAuthority(String authority) {
    this.overrideAuthority = authority;
    return this;
  }

  /** How variables become JSON, instead of by Jackson 2. */
  public OrreryClientBuilder json(Json json) {
    this.json = json;
    return this;
  }

  /** Builds the client; it connects when it is first used. */
  public OrreryClient build() {
    Json chosen = json;
    return new OrreryClient(
        new ClientOptions(
            address,
            requestTimeout,
            keepAlive,
            maxMessageBytes,
            caCertificate,
            overrideAuthority,
            chosen == null ? new JacksonJson() : chosen));
  }
}
