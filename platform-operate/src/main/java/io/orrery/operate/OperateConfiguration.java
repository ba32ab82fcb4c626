package io.orrery.operate;

import io.orrery.operate.access.AccessConfiguration;
import io.orrery.operate.audit.AuditController;
import io.orrery.operate.audit.AuditLines;
import io.orrery.operate.audit.AuditLog;
import io.orrery.operate.audit.ClockAudit;
import io.orrery.operate.batch.BatchController;
import io.orrery.operate.batch.Batches;
import io.orrery.operate.command.CommandController;
import io.orrery.operate.command.Commands;
import io.orrery.operate.command.Engine;
import io.orrery.operate.command.RemoteEngine;
import io.orrery.operate.console.ConsoleFiles;
import io.orrery.operate.events.EventsController;
import io.orrery.operate.events.Movements;
import io.orrery.operate.explain.ExplainController;
import io.orrery.operate.explain.Explainer;
import io.orrery.operate.explain.Workers;
import io.orrery.operate.query.Dashboard;
import io.orrery.operate.query.Elements;
import io.orrery.operate.query.Incidents;
import io.orrery.operate.query.ProcessDefinitions;
import io.orrery.operate.query.ProcessInstances;
import io.orrery.operate.query.Questions;
import io.orrery.operate.query.Statistics;
import io.orrery.operate.query.Variables;
import io.orrery.operate.query.Waiting;
import io.orrery.operate.timeline.TimelineController;
import io.orrery.operate.web.BoundedBodies;
import io.orrery.operate.web.Freshness;
import io.orrery.operate.web.Problems;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Operate as a part of an application. Needs the [ReadModel] and its [BatchOperations] as beans.
/// Its defaults stand behind whatever the application or its user sets.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperateProperties.class)
@PropertySource("classpath:io/orrery/operate/defaults.properties")
@Import({
  AccessConfiguration.class,
  AuditController.class,
  BatchController.class,
  CommandController.class,
  Dashboard.class,
  Elements.class,
  EventsController.class,
  ExplainController.class,
  Incidents.class,
  Problems.class,
  ProcessDefinitions.class,
  ProcessInstances.class,
  Questions.class,
  Statistics.class,
  TimelineController.class,
  Variables.class,
  Waiting.class
})
public class OperateConfiguration {

  @Bean
  InstantSource operateClock() {
    return InstantSource.system();
  }

  @Bean(destroyMethod = "close")
  RemoteEngine operateEngine(OperateProperties properties) {
    return new RemoteEngine(properties.gateway());
  }

  @Bean(destroyMethod = "close")
  AuditLog operateAudit(
      InstantSource operateClock,
      @Value("${orrery.operate.audit.directory:${orrery.data.directory:data}/audit}")
          Path directory) {
    return AuditLog.open(operateClock, directory);
  }

  @Bean
  Commands operateCommands(Engine engine, ReadModel model, AuditLog audit) {
    return new Commands(engine, model, audit);
  }

  @Bean
  Batches operateBatches(
      Engine engine, ReadModel model, BatchOperations store, InstantSource operateClock) {
    var commands = new Commands(engine, model, new AuditLines());
    return new Batches(commands, model, store, operateClock);
  }

  @Bean
  Explainer operateExplainer(
      ReadModel model, ObjectProvider<Workers> workers, InstantSource operateClock) {
    return new Explainer(
        model, workers.getIfAvailable(() -> _ -> OptionalInt.empty()), operateClock);
  }

  @Bean
  Movements operateMovements(ReadModel model) {
    return new Movements(model);
  }

  @Bean
  ConsoleFiles operateConsole() {
    return new ConsoleFiles();
  }

  @Bean
  WebMvcConfigurer operateInterceptors(
      ReadModel model, AuditLog audit, OperateProperties properties) {
    var freshness = new Freshness(model, properties.patience());
    var clock = new ClockAudit(audit);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry
            .addInterceptor(freshness)
            .addPathPatterns("/v2/**")
            .excludePathPatterns(
                "/v2/authentication/**",
                "/v2/topology",
                "/v2/status",
                "/v2/health",
                "/v2/license",
                ClockAudit.PATHS);
        registry.addInterceptor(clock).addPathPatterns(ClockAudit.PATHS);
      }
    };
  }

  @Bean
  FilterRegistrationBean<BoundedBodies> operateBodies() {
    var filter = new FilterRegistrationBean<>(new BoundedBodies());
    filter.addUrlPatterns("/v2/*", "/login");
    return filter;
  }
}
