package io.orrery.broker.configuration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orrery.broker.exporter.ExporterHost;
import io.orrery.broker.exporter.RecordingExporter;
import io.orrery.broker.exporter.file.FileExporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// Exporters as the configuration names them, and as an operator sees them.
class ExportersConfigurationTest {

  private static final String RECORDING = RecordingExporter.class.getName();

  @TempDir Path root;

  private ApplicationContextRunner runner(String... properties) {
    return new ApplicationContextRunner()
        .withUserConfiguration(BrokerConfiguration.class)
        .withPropertyValues(
            "orrery.data.directory=" + root,
            "orrery.broker.disk.low-water=0B",
            "orrery.broker.disk.critical-water=0B")
        .withPropertyValues(properties);
  }

  @Test
  void takesIdClassBudgetAndArguments() {
    runner(
            "orrery.broker.exporters.myFiles.class-name=" + FileExporter.class.getName(),
            "orrery.broker.exporters.myFiles.lag-budget=5MB",
            "orrery.broker.exporters.myFiles.max-attempts=7",
            "orrery.broker.exporters.myFiles.args.directory=" + root.resolve("out"),
            "orrery.broker.exporters.myFiles.args.max-files=4",
            "orrery.broker.exporters.myFiles.args.value-types[0]=JOB",
            "orrery.broker.exporters.myFiles.args.value-types[1]=VARIABLE")
        .run(context -> {
          var settings = context.getBean(ExporterHost.class).exporters().getFirst();
          assertThat(settings.id()).isEqualTo("myFiles");
          assertThat(settings.lagBudget()).isEqualTo(5 << 20);
          assertThat(settings.maxAttempts()).isEqualTo(7);
          assertThat(settings.arguments())
              .containsEntry("max-files", "4")
              .containsEntry("value-types", List.of("JOB", "VARIABLE"));
        });
  }

  @Test
  void nestsArguments() {
    runner(
            "orrery.broker.exporters.x.class-name=" + RECORDING,
            "orrery.broker.exporters.x.args.notebook=" + root,
            "orrery.broker.exporters.x.args.bulk.size=10",
            "orrery.broker.exporters.x.args.bulk.memory-limit=5MB")
        .run(context ->
            assertThat(context.getBean(ExporterHost.class).exporters().getFirst().arguments())
                .containsEntry("bulk", Map.of("size", "10", "memory-limit", "5MB")));
  }

  @Test
  void leavesOutWhatIsNotEnabled() {
    runner(
            "orrery.broker.exporters.x.class-name=no.Such",
            "orrery.broker.exporters.x.enabled=false")
        .run(context -> assertThat(context.getBean(ExporterHost.class).exporters()).isEmpty());
  }

  @Test
  void doesNotStartWithAnExporterThatCannotBeUsed() {
    runner("orrery.broker.exporters.x.class-name=no.Such")
        .run(context ->
            assertThat(context)
                .getFailure()
                .hasStackTraceContaining(
                    "Exporter 'x' cannot be used: there is no class no.Such on the class path"));
  }

  @Test
  void showsAndOperatesTheExporters() {
    runner(
            "orrery.broker.exporters.x.class-name=" + RECORDING,
            "orrery.broker.exporters.x.args.notebook=" + root)
        .run(context -> {
          var endpoint = context.getBean(ExportersEndpoint.class);
          assertThat(endpoint.all()).extracting(ExportersEndpoint.View::id).containsExactly("x");
          assertThat(endpoint.one("y")).isNull();
          assertThat(endpoint.operate("y", "pause")).isNull();
          assertThat(endpoint.operate("x", "pause")).isNotNull();
          awaitState(endpoint, "PAUSED");
          context.getBean(ExportingEndpoint.class).operate("resume");
          awaitState(endpoint, "EXPORTING");
        });
  }

  @Test
  void takesRequestsWithoutABodyOrItsType() {
    runner()
        .run(context -> {
          var endpoints =
              new WebEndpointDiscoverer(
                  context,
                  new ConversionServiceParameterValueMapper(),
                  EndpointMediaTypes.DEFAULT,
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of());
          assertThat(endpoints.getEndpoints())
              .filteredOn(each -> each.getEndpointId().toString().startsWith("export"))
              .hasSize(2)
              .flatExtracting(ExposableEndpoint::getOperations)
              .extracting(WebOperation::getRequestPredicate)
              .allSatisfy(each -> assertThat(each.getConsumes()).as(each.toString()).isEmpty())
              .extracting(WebOperationRequestPredicate::getPath)
              .contains("exporters/{id}/{operation}/{partition}/{position}");
        });
  }

  @Test
  void discardsNoRecordThatIsNotNamedOrNotThere() {
    runner(
            "orrery.broker.exporters.x.class-name=" + RECORDING,
            "orrery.broker.exporters.x.args.notebook=" + root)
        .run(context -> {
          var endpoint = context.getBean(ExportersEndpoint.class);
          assertThat(endpoint.operate("y", "discard", 1, 4)).isNull();
          assertThatThrownBy(() -> endpoint.operate("x", "discard"))
              .isInstanceOf(InvalidEndpointRequestException.class);
          assertThatThrownBy(() -> endpoint.operate("x", "retry", 1, 4))
              .isInstanceOf(InvalidEndpointRequestException.class)
              .hasMessageContaining("Expected discard");
          assertThatThrownBy(() -> endpoint.operate("x", "discard", 1, 4))
              .isInstanceOf(InvalidEndpointRequestException.class)
              .hasMessageContaining("no record at position 4 in quarantine for 'x'");
        });
  }

  private static void awaitState(ExportersEndpoint endpoint, String state) {
    var deadline = System.nanoTime() + 120_000_000_000L;
    while (!requireNonNull(endpoint.one("x")).partitions().getFirst().state().equals(state)) {
      assertThat(System.nanoTime() - deadline).as("state %s", state).isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void isDegradedAndNotDownWhenAnExporterIsInTrouble() {
    RecordingExporter.notebook(root.toString()).failingOpens = Integer.MAX_VALUE;
    runner(
            "orrery.broker.exporters.x.class-name=" + RECORDING,
            "orrery.broker.exporters.x.args.notebook=" + root)
        .run(context -> {
          var health = context.getBean("exportersHealthIndicator", HealthIndicator.class);
          var deadline = System.nanoTime() + 120_000_000_000L;
          while (requireNonNull(health.health()).getStatus().equals(Status.UP)) {
            assertThat(System.nanoTime() - deadline).as("trouble").isNegative();
          }
          var found = requireNonNull(health.health());
          assertThat(found.getStatus()).isEqualTo(ExportersHealth.DEGRADED);
          assertThat(String.valueOf(found.getDetails().get("x on partition 1")))
              .contains("OPENING")
              .contains("the sink is not there");
        });
  }

  @Test
  void registersTheirFigures() {
    runner(
            "orrery.broker.exporters.x.class-name=" + RECORDING,
            "orrery.broker.exporters.x.args.notebook=" + root)
        .run(context -> {
          var registry = new SimpleMeterRegistry();
          context.getBean(ExporterMetrics.class).bindTo(registry);
          assertThat(registry.get("orrery.exporter.lag.bytes").tag("exporter", "x").gauge())
              .isNotNull();
          assertThat(registry.get("orrery.exporter.detached").gauge().value()).isZero();
          assertThat(registry.get("orrery.exporter.failures").functionCounter().count()).isZero();
        });
  }
}
