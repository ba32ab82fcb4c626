package io.orrery.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Describes a worker before it is opened. Not thread-safe. */
public final class JobWorkerBuilder {

  private final Connection connection;
  private final Consumer<JobWorker> opened;
  private final String type;

  private String name = "default";
  private Duration timeout = Duration.ofMinutes(5);
  private int maxJobsActive = 32;
  private Duration pollInterval = Duration.ofMillis(100);
  private Duration requestTimeout = Duration.ofSeconds(10);
  private List<String> fetchVariables = List.of();
  private boolean autoComplete = true;
  private boolean streamEnabled = true;
  private Duration drainTimeout = Duration.ofSeconds(10);
  private RetryBackOff retryBackOff = RetryBackOff.fixed(Duration.ZERO);
  private WorkerListener listener = WorkerListener.NONE;

  JobWorkerBuilder(Connection connection, Consumer<JobWorker> opened, String type) {
    this.connection = connection;
    this.opened = opened;
    this.type = type;
  }

  /** The name that the platform shows. */
  public JobWorkerBuilder name(String name) {
    this.name = name;
    return this;
  }

  /** How long a job stays with the worker before another one may have it. */
  public JobWorkerBuilder timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** How many jobs the worker holds at a time, each on a thread of its own. */
  public JobWorkerBuilder maxJobsActive(int maxJobsActive) {
    if (maxJobsActive < 1) {
      throw new IllegalArgumentException("maxJobsActive must be at least 1: " + maxJobsActive);
    }
    this.maxJobsActive = maxJobsActive;
    return this;
  }

  /** How long to wait after an empty answer before asking again; unused while streaming. */
  public JobWorkerBuilder pollInterval(Duration pollInterval) {
    this.pollInterval = pollInterval;
    return this;
  }

  /** How long the platform may keep a poll open that finds no job. */
  public JobWorkerBuilder requestTimeout(Duration requestTimeout) {
    this.requestTimeout = requestTimeout;
    return this;
  }

  /** Which variables jobs come with; none named means all. */
  public JobWorkerBuilder fetchVariables(List<String> names) {
    this.fetchVariables = List.copyOf(names);
    return this;
  }

  /** Whether a job is done when its handler returns, or when the handler says so. */
  public JobWorkerBuilder autoComplete(boolean autoComplete) {
    this.autoComplete = autoComplete;
    return this;
  }

  /** Whether jobs are pushed as they appear, or asked for. */
  public JobWorkerBuilder streamEnabled(boolean streamEnabled) {
    this.streamEnabled = streamEnabled;
    return this;
  }

  /** How long closing waits for running handlers. */
  public JobWorkerBuilder drainTimeout(Duration drainTimeout) {
    this.drainTimeout = drainTimeout;
    return this;
  }

  /** How long a failed job waits before its next attempt. */
  public JobWorkerBuilder retryBackOff(RetryBackOff retryBackOff) {
    this.retryBackOff = retryBackOff;
    return this;
  }

  /** Who is told what happens to the jobs. */
  public JobWorkerBuilder listener(WorkerListener listener) {
    this.listener = listener;
    return this;
  }

  /** Opens the worker: from now on jobs are handed to the handler. */
  public JobWorker open(JobHandler handler) {
    WorkerOptions options =
        new WorkerOptions(
            type,
            name,
            timeout,
            maxJobsActive,
            pollInterval,
            requestTimeout,
            fetchVariables,
            autoComplete,
            streamEnabled,
            drainTimeout,
            retryBackOff,
            listener);
    JobWorker worker = new JobWorker(connection, options, handler);
    opened.accept(worker);
    worker.start();
    return worker;
  }
}
