package io.orrery.autoconfigure;

import io.orrery.autoconfigure.annotation.AnnotatedBeans;
import io.orrery.autoconfigure.deployment.DeploymentProperties;
import io.orrery.autoconfigure.deployment.ModelDeployer;
import io.orrery.autoconfigure.worker.JobWorkers;
import io.orrery.autoconfigure.worker.MethodWorkers;
import io.orrery.autoconfigure.worker.WorkerProperties;
import io.orrery.client.OrreryClient;
import io.orrery.client.WorkerListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration for job workers and deployments. */
@AutoConfiguration(after = OrreryClientAutoConfiguration.class)
@ConditionalOnBean(OrreryClient.class)
@EnableConfigurationProperties({WorkerProperties.class, DeploymentProperties.class})
public final class OrreryWorkerAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBooleanProperty(name = "orrery.client.deployment.enabled", matchIfMissing = true)
  ModelDeployer orreryModelDeployer(
      OrreryClient client, DeploymentProperties properties, ConfigurableListableBeanFactory beans) {
    return new ModelDeployer(client, properties, new AnnotatedBeans(beans), beans);
  }

  @Bean
  @ConditionalOnMissingBean
  JobWorkers orreryJobWorkers(
      OrreryClient client,
      WorkerProperties properties,
      ConfigurableListableBeanFactory beans,
      ObjectProvider<WorkerListener> listeners) {
    MethodWorkers methods = new MethodWorkers(beans, properties, client.json());
    return new JobWorkers(
        client, methods, properties, listeners.getIfAvailable(() -> WorkerListener.NONE));
  }
}
