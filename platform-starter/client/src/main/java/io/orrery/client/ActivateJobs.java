package io.orrery.client;

import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.ActivateJobsResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The command that takes waiting jobs once, where a worker would be too much. Not thread-safe. */
public final class ActivateJobs {

  private static final int DEFAULT_MAX_JOBS = 32;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  /** What the answer may take on its way after the platform has given up waiting. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  private final Connection connection;
  private final ActivateJobsRequest.Builder request;
  private Duration requestTimeout;

  ActivateJobs(Connection connection, String type) {
    this.connection = connection;
    this.requestTimeout = connection.requestTimeout();
    this.request =
        ActivateJobsRequest.newBuilder()
            .setType(type)
            .setWorker("default")
            .setTimeout(DEFAULT_TIMEOUT.toMillis())
            .setMaxJobsToActivate(DEFAULT_MAX_JOBS);
  }

  /** Under this name of a worker. */
  public ActivateJobs worker(String name) {
    request.setWorker(name);
    return this;
  }

  /** To be kept this long before another worker may have them. */
  public ActivateJobs timeout(Duration timeout) {
    request.setTimeout(timeout.toMillis());
    return this;
  }

  /** At most so many. */
  public ActivateJobs maxJobs(int maxJobs) {
    request.setMaxJobsToActivate(maxJobs);
    return this;
  }

  /** With these variables only. */
  public ActivateJobs fetchVariables(String... names) {
    request.addAllFetchVariable(List.of(names));
    return this;
  }

  /** Waits this long for the first job; zero does not wait. */
  public ActivateJobs requestTimeout(Duration timeout) {
    this.requestTimeout = timeout;
    return this;
  }

  /** Sends the command; no job within the time is an empty answer. */
  public CompletableFuture<List<ActivatedJob>> send() {
    boolean waits = !requestTimeout.isZero() && !requestTimeout.isNegative();
    request.setRequestTimeout(waits ? requestTimeout.toMillis() : -1);
    Duration deadline = waits ? requestTimeout.plus(ON_THE_WAY) : connection.requestTimeout();
    return Replies.all(connection.gateway(deadline)::activateJobs, request.build())
        .thenApply(this::jobs);
  }

  private List<ActivatedJob> jobs(List<ActivateJobsResponse> responses) {
    Duration timeout = Duration.ofMillis(request.getTimeout());
    return responses.stream()
        .flatMap(response -> response.getJobsList().stream())
        .map(job -> new ActivatedJob(job, connection.json(), timeout))
        .toList();
  }
}
