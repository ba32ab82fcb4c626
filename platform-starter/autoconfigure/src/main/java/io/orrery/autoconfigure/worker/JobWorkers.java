package io.orrery.autoconfigure.worker;

import io.orrery.autoconfigure.worker.MethodWorkers.Found;
import io.orrery.client.JobWorker;
import io.orrery.client.OrreryClient;
import io.orrery.client.WorkerListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * The workers of an application: opened when it has started, drained before anything else stops.
 *
 * <p>The event comes first: Spring's schedulers and executors refuse tasks as soon as they hear it,
 * and running handlers may still need them.
 */
public final class JobWorkers
    implements SmartLifecycle,
        ApplicationListener<ContextClosedEvent>,
        ApplicationContextAware,
        Ordered {

  /** After and before everything that handlers may use, and after the deployments. */
  public static final int PHASE = Integer.MAX_VALUE - 1024;

  private static final Logger log = LoggerFactory.getLogger(JobWorkers.class);

  private final OrreryClient client;
  private final MethodWorkers methods;
  private final WorkerProperties properties;
  private final WorkerListener listener;
  private final List<JobWorker> open = new CopyOnWriteArrayList<>();
  private @Nullable ApplicationContext application;
  private volatile boolean running;

  /**
   * @param client what opens workers
   * @param methods what they do
   * @param properties how long they are drained
   * @param listener who counts
   */
  public JobWorkers(
      OrreryClient client,
      MethodWorkers methods,
      WorkerProperties properties,
      WorkerListener listener) {
    this.client = client;
    this.methods = methods;
    this.properties = properties;
    this.listener = listener;
  }

  /** The workers that are open. */
  public List<JobWorker> open() {
    return List.copyOf(open);
  }

  @Override
  public void start() {
    running = true;
    for (Found found : methods.find()) {
      if (found.settings().enabled()) {
        open.add(open(found));
      }
    }
    if (!open.isEmpty()) {
      log.info("Opened job workers: {}", open.stream().map(JobWorker::type).sorted().toList());
    }
  }

  private JobWorker open(Found found) {
    WorkerSettings settings = found.settings();
    return client
        .worker(settings.type())
        .name(settings.name())
        .timeout(settings.timeout())
        .maxJobsActive(settings.maxJobsActive())
        .pollInterval(settings.pollInterval())
        .requestTimeout(settings.requestTimeout())
        .fetchVariables(settings.fetchVariables())
        .autoComplete(settings.autoComplete())
        .streamEnabled(settings.streamEnabled())
        .drainTimeout(properties.drainTimeout())
        .retryBackOff(settings.retryBackOff())
        .listener(listener)
        .open(found.handler());
  }

  @Override
  public void setApplicationContext(ApplicationContext applicationContext) {
    application = applicationContext;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    if (event.getApplicationContext().equals(application)) {
      stop();
    }
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void stop() {
    CompletableFuture<?>[] drained =
        open.stream()
            .map(worker -> CompletableFuture.runAsync(worker::close, JobWorkers::inNewThread))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(drained).join();
    open.clear();
    running = false;
  }

  private static void inNewThread(Runnable task) {
    Thread thread = new Thread(task, "orrery-drain");
    thread.start();
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
