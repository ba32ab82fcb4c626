package io.orrery.autoconfigure.health;

import io.orrery.autoconfigure.OrreryClientAutoConfiguration;
import io.orrery.client.OrreryClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the health of the platform as this application sees it. */
@AutoConfiguration(after = OrreryClientAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(OrreryClient.class)
@ConditionalOnEnabledHealthIndicator("orrery")
public final class OrreryHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "orreryHealthIndicator")
  HealthIndicator orreryHealthIndicator(OrreryClient client) {
    return new OrreryHealthIndicator(client);
  }
}
