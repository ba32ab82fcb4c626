package io.orrery.operate;

import io.orrery.operate.access.AccessConfiguration;
import io.orrery.operate.audit.AuditController;
import io.orrery.operate.audit.AuditLog;
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
import java.time.InstantSource;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Operate as a part of an application. Needs the [ReadModel] and its [BatchOperations] as beans.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperateProperties.class)
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

  @Bean
  AuditLog operateAudit(InstantSource operateClock) {
    return new AuditLog(operateClock);
  }

  @Bean
  Commands operateCommands(Engine engine, ReadModel model, AuditLog audit) {
    return new Commands(engine, model, audit);
  }

  @Bean
  Batches operateBatches(
      Commands commands, ReadModel model, BatchOperations store, InstantSource operateClock) {
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
  WebMvcConfigurer operateFreshness(ReadModel model, OperateProperties properties) {
    var freshness = new Freshness(model, properties.patience());
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
                "/v2/license",
                "/v2/clock/**");
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
