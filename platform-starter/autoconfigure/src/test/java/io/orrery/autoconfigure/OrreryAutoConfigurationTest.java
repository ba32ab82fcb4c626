package io.orrery.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orrery.autoconfigure.deployment.ModelDeployer;
import io.orrery.autoconfigure.health.OrreryHealthAutoConfiguration;
import io.orrery.autoconfigure.json.OrreryJsonAutoConfiguration;
import io.orrery.autoconfigure.metrics.OrreryMetricsAutoConfiguration;
import io.orrery.autoconfigure.worker.JobWorkers;
import io.orrery.client.OrreryClient;
import io.orrery.client.WorkerListener;
import io.orrery.client.json.JacksonJson;
import io.orrery.client.json.Json;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class OrreryAutoConfigurationTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OrreryClientAutoConfiguration.class,
                  OrreryWorkerAutoConfiguration.class,
                  OrreryHealthAutoConfiguration.class,
                  OrreryJsonAutoConfiguration.class,
                  OrreryMetricsAutoConfiguration.class));

  @Test
  void bringsClientWorkersAndHealth() {
    runner.run(it ->
        assertThat(it)
            .hasSingleBean(OrreryClient.class)
            .hasSingleBean(JobWorkers.class)
            .hasSingleBean(ModelDeployer.class)
            .hasSingleBean(HealthIndicator.class));
  }

  @Test
  void bringsNothingWhenDisabled() {
    runner
        .withPropertyValues("orrery.client.enabled=false")
        .run(it -> assertThat(it).doesNotHaveBean(OrreryClient.class));
    runner
        .withPropertyValues("orrery.client.enabled=false")
        .run(it -> assertThat(it).doesNotHaveBean(JobWorkers.class));
  }

  @Test
  void leavesDeployingWhenDisabled() {
    runner
        .withPropertyValues("orrery.client.deployment.enabled=false")
        .run(it -> assertThat(it).doesNotHaveBean(ModelDeployer.class));
  }

  @Test
  void backsOffFromAClient() {
    runner
        .withBean("mine", OrreryClient.class, () -> OrreryClient.builder().build())
        .run(it -> assertThat(it).getBean(OrreryClient.class).isSameAs(it.getBean("mine")));
  }

  @Test
  void backsOffFromConnectionDetails() {
    runner
        .withBean(OrreryConnectionDetails.class, () -> () -> URI.create("http://elsewhere:1"))
        .run(it -> assertThat(it).hasSingleBean(OrreryConnectionDetails.class));
  }

  @Test
  void readsTheAddressFromTheSettings() {
    runner
        .withPropertyValues("orrery.client.address=https://elsewhere:443")
        .run(it ->
            assertThat(it.getBean(OrreryConnectionDetails.class).address())
                .isEqualTo(URI.create("https://elsewhere:443")));
  }

  @Test
  void refusesAnAddressThatIsNone() {
    runner
        .withPropertyValues("orrery.client.address=elsewhere:443")
        .run(it -> assertThat(it).hasFailed());
  }

  @Test
  void letsACustomizerSpeakLast() {
    runner
        .withBean(OrreryClientCustomizer.class, () -> builder -> builder.json(mock(Json.class)))
        .run(it ->
            assertThat(it.getBean(OrreryClient.class).json()).isNotInstanceOf(JacksonJson.class));
  }

  @Test
  void backsOffFromWorkers() {
    runner
        .withBean("mine", JobWorkers.class, () -> mock(JobWorkers.class))
        .run(it -> assertThat(it).hasSingleBean(JobWorkers.class).hasBean("mine"));
  }

  @Test
  void backsOffFromAHealthIndicator() {
    runner
        .withBean("orreryHealthIndicator", HealthIndicator.class, () -> mock(HealthIndicator.class))
        .run(it -> assertThat(it).hasSingleBean(HealthIndicator.class));
  }

  @Test
  void hasNoHealthIndicatorWhenItIsSwitchedOff() {
    runner
        .withPropertyValues("management.health.orrery.enabled=false")
        .run(it -> assertThat(it).doesNotHaveBean(HealthIndicator.class));
  }

  @Test
  void worksWithoutTheActuator() {
    runner
        .withClassLoader(new FilteredClassLoader(HealthIndicator.class, MeterRegistry.class))
        .run(it -> assertThat(it).hasNotFailed().hasSingleBean(OrreryClient.class));
  }

  @Test
  void countsOnlyWhereThereIsARegistry() {
    runner.run(it -> assertThat(it).doesNotHaveBean(WorkerListener.class));
    runner
        .withBean(SimpleMeterRegistry.class)
        .run(it -> assertThat(it).hasSingleBean(WorkerListener.class));
  }

  @Test
  void backsOffFromAListener() {
    runner
        .withBean(SimpleMeterRegistry.class)
        .withBean(WorkerListener.class, () -> WorkerListener.NONE)
        .run(it -> assertThat(it).hasSingleBean(WorkerListener.class));
  }

  @Test
  void usesTheMapperOfTheApplication() {
    runner
        .withBean(JsonMapper.class, () -> JsonMapper.builder().build())
        .run(it ->
            assertThat(it.getBean(OrreryClient.class).json()).isSameAs(it.getBean(Json.class)));
    runner
        .withClassLoader(new FilteredClassLoader(JsonMapper.class))
        .run(it ->
            assertThat(it.getBean(OrreryClient.class).json()).isInstanceOf(JacksonJson.class));
  }
}
