package io.orrery.autoconfigure;

import io.orrery.client.OrreryClient;
import io.orrery.client.OrreryClientBuilder;
import io.orrery.client.json.Json;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the client. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "orrery.client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OrreryProperties.class)
public final class OrreryClientAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  OrreryConnectionDetails orreryConnectionDetails(OrreryProperties properties) {
    return properties::address;
  }

  @Bean
  @ConditionalOnMissingBean
  OrreryClient orreryClient(
      OrreryConnectionDetails connection,
      OrreryProperties properties,
      ObjectProvider<Json> json,
      ObjectProvider<OrreryClientCustomizer> customizers) {
    OrreryClientBuilder builder =
        OrreryClient.builder()
            .address(connection.address())
            .requestTimeout(properties.requestTimeout())
            .keepAlive(properties.keepAlive())
            .maxMessageBytes(Math.toIntExact(properties.maxMessageSize().toBytes()));
    Path certificate = properties.caCertificatePath();
    if (certificate != null) {
      builder.caCertificate(certificate);
    }
    String authority = properties.overrideAuthority();
    if (authority != null) {
      builder.overrideAuthority(authority);
    }
    json.ifAvailable(builder::json);
    customizers.orderedStream().forEach(it -> it.customize(builder));
    return builder.build();
  }
}
