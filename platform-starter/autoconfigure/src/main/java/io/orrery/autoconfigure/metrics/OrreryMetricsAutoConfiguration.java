package io.orrery.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.orrery.client.WorkerListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for the metrics of job workers. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure."
          + "CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class OrreryMetricsAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  WorkerListener orreryWorkerListener(MeterRegistry registry) {
    return new MicrometerWorkerListener(registry);
  }
}
