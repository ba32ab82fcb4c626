package io.orrery.autoconfigure.deployment;

import io.orrery.autoconfigure.annotation.AnnotatedBeans;
import io.orrery.client.Deploy;
import io.orrery.client.Deployment;
import io.orrery.client.OrreryClient;
import io.orrery.client.OrreryException;
import io.orrery.client.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Deploys the models that annotated beans bring along, all in one, before workers open. */
public final class ModelDeployer implements SmartLifecycle {

  /** Early, so that everything which starts instances finds them. */
  public static final int PHASE = Integer.MIN_VALUE / 2;

  private static final Logger log = LoggerFactory.getLogger(ModelDeployer.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final OrreryClient client;
  private final DeploymentProperties properties;
  private final AnnotatedBeans annotated;
  private final ConfigurableBeanFactory beans;
  private volatile boolean running;

  /**
   * @param client what deploys
   * @param properties how patiently
   * @param annotated who brings models
   * @param beans what knows the placeholders
   */
  public ModelDeployer(
      OrreryClient client,
      DeploymentProperties properties,
      AnnotatedBeans annotated,
      ConfigurableBeanFactory beans) {
    this.client = client;
    this.properties = properties;
    this.annotated = annotated;
    this.beans = beans;
  }

  @Override
  public void start() {
    running = true;
    Map<String, Resource> models = models();
    if (!models.isEmpty()) {
      Deployment deployment = deploy(models);
      deployment
          .processes()
          .forEach(
              it -> log.info("Deployed process '{}' version {}", it.processId(), it.version()));
    }
  }

  private Map<String, Resource> models() {
    PathMatchingResourcePatternResolver resolver =
        new PathMatchingResourcePatternResolver(beans.getBeanClassLoader());
    Map<String, Resource> models = new TreeMap<>();
    for (String pattern : annotated.deployedResources()) {
      Resource[] found = find(resolver, String.valueOf(beans.resolveEmbeddedValue(pattern)));
      for (Resource model : found) {
        models.put(Objects.requireNonNullElse(model.getFilename(), model.getDescription()), model);
      }
      if (found.length == 0) {
        throw new IllegalStateException("@Deployment: no resource matches '" + pattern + "'");
      }
    }
    return models;
  }

  private static Resource[] find(PathMatchingResourcePatternResolver resolver, String pattern) {
    String location = pattern.contains(":") ? pattern : "classpath*:" + pattern;
    try {
      return resolver.getResources(location);
    } catch (IOException e) {
      throw new UncheckedIOException("@Deployment: cannot read '" + pattern + "'", e);
    }
  }

  private Deployment deploy(Map<String, Resource> models) {
    long begun = System.nanoTime();
    boolean told = false;
    while (true) {
      Deploy command = client.deploy();
      models.forEach((name, model) -> command.resource(name, content(model)));
      try {
        return command.send().join();
      } catch (CompletionException e) {
        OrreryException problem = OrreryException.of(e);
        if (!isWorthAnotherTry(problem) || isOver(begun)) {
          throw new IllegalStateException(
              "cannot deploy " + models.keySet() + ": " + problem.getMessage(), problem);
        }
        if (!told) {
          log.info("Waiting for the platform to deploy {}", models.keySet());
          told = true;
        }
        pause();
      }
    }
  }

  /** The same bytes make no second version, so an answer that got lost does not matter. */
  private static boolean isWorthAnotherTry(OrreryException problem) {
    return problem.code().isPassing() || problem.code() == StatusCode.DEADLINE_EXCEEDED;
  }

  private boolean isOver(long begunNanos) {
    return System.nanoTime() - begunNanos > properties.patience().toNanos();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the platform", e);
    }
  }

  private static byte[] content(Resource model) {
    try (InputStream in = model.getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("@Deployment: cannot read " + model.getDescription(), e);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
