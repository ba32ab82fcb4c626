package io.orrery.autoconfigure;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orrery.autoconfigure.annotation.Deployment;
import io.orrery.autoconfigure.annotation.JobWorker;
import io.orrery.autoconfigure.health.OrreryHealthAutoConfiguration;
import io.orrery.autoconfigure.metrics.OrreryMetricsAutoConfiguration;
import io.orrery.client.BpmnError;
import io.orrery.client.fake.FakeGateway;
import io.orrery.gateway.protocol.Resource;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What happens around the work of an application. */
class StartAndStopTest {

  private final FakeGateway gateway = FakeGateway.start();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OrreryClientAutoConfiguration.class,
                  OrreryWorkerAutoConfiguration.class,
                  OrreryHealthAutoConfiguration.class,
                  OrreryMetricsAutoConfiguration.class))
          .withPropertyValues("orrery.client.address=" + gateway.address());

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Deployment(resources = "classpath*:models/*.bpmn")
  @Deployment(resources = "${extra}")
  static class Models {}

  @Deployment(resources = "classpath*:nowhere/*.bpmn")
  static class NoModels {}

  static class Slow {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final TaskScheduler scheduler;

    Slow(TaskScheduler scheduler) {
      this.scheduler = scheduler;
    }

    @JobWorker("slow")
    void slow() throws InterruptedException {
      begun.countDown();
      goOn.await();
      var unused = scheduler.schedule(() -> {}, Instant.MAX);
    }

    @JobWorker("bad")
    void bad() {
      throw new BpmnError("BAD", "it is");
    }
  }

  @Test
  void deploysAllModelsInOneWhenItStarts() {
    runner
        .withBean(Models.class)
        .withPropertyValues("extra=models/deeper/c.bpmn")
        .run(it ->
            assertThat(next(gateway.deployed).getResourcesList())
                .extracting(Resource::getName)
                .containsExactly("a.bpmn", "b.bpmn", "c.bpmn"));
  }

  @Test
  void waitsForAPlatformThatIsNotThereYetOrSlow() {
    gateway.deployRefusals.set(2);
    runner
        .withBean(Models.class)
        .withPropertyValues("extra=models/a.bpmn")
        .run(it -> assertThat(next(gateway.deployed).getResourcesCount()).isEqualTo(2));
  }

  @Test
  void doesNotStartWithoutThePlatformForEver() {
    gateway.stop();
    runner
        .withBean(Models.class)
        .withPropertyValues("extra=models/a.bpmn", "orrery.client.deployment.patience=0s")
        .run(it -> assertThat(it).getFailure().hasStackTraceContaining("cannot deploy [a.bpmn"));
  }

  @Test
  void saysWhichPatternFindsNothing() {
    runner
        .withBean(NoModels.class)
        .run(it -> assertThat(it).getFailure().hasStackTraceContaining("nowhere/*.bpmn"));
  }

  @Test
  void finishesRunningJobsBeforeAnythingElseStops() {
    runner
        .withBean(ThreadPoolTaskScheduler.class)
        .withBean(Slow.class)
        .run(it -> {
          gateway.offer("slow", "{}");
          Slow slow = it.getBean(Slow.class);
          slow.begun.await();
          Thread closer = new Thread(it::close);
          closer.start();
          slow.goOn.countDown();
          closer.join();
          assertThat(gateway.completed).hasSize(1);
        });
  }

  @Test
  void countsJobsByType() {
    runner
        .withBean(ThreadPoolTaskScheduler.class)
        .withBean(Slow.class)
        .withBean(SimpleMeterRegistry.class)
        .run(it -> {
          gateway.offer("bad", "{}");
          next(gateway.thrown);
          it.getBean(io.orrery.autoconfigure.worker.JobWorkers.class).stop();

          MeterRegistry registry = it.getBean(MeterRegistry.class);
          assertThat(count(registry, "activated")).isEqualTo(1);
          assertThat(count(registry, "bpmn-error")).isEqualTo(1);
          assertThat(count(registry, "failed")).isZero();
          assertThat(registry.get("orrery.client.jobs.execution").tag("type", "bad").timer())
              .satisfies(timer -> assertThat(timer.count()).isEqualTo(1));
        });
  }

  private static double count(MeterRegistry registry, String what) {
    return registry.get("orrery.client.jobs." + what).tag("type", "bad").counter().count();
  }

  @Test
  void isHealthyAsLongAsThePlatformServes() {
    runner.run(it -> {
      HealthIndicator health = it.getBean(HealthIndicator.class);
      assertThat(health.health()).satisfies(up -> assertThat(up.getStatus()).isEqualTo(Status.UP));
      gateway.stop();
      assertThat(health.health())
          .satisfies(down -> assertThat(down.getStatus()).isEqualTo(Status.DOWN));
    });
  }
}
