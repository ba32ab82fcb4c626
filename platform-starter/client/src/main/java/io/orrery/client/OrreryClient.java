package io.orrery.client;

import io.orrery.client.json.Json;
import io.orrery.gateway.protocol.CancelProcessInstanceRequest;
import io.orrery.gateway.protocol.ResolveIncidentRequest;
import io.orrery.gateway.protocol.TopologyRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The way of a Java program to the platform.
 *
 * <p>One client holds one connection and any number of workers; share it. Every command is a future
 * that fails with an {@link OrreryException}. Thread-safe. Closing it drains its workers first.
 */
public final class OrreryClient implements AutoCloseable {

  private final Connection connection;
  private final JobClient jobs;
  private final List<JobWorker> workers = new CopyOnWriteArrayList<>();

  OrreryClient(ClientOptions options) {
    this(new Connection(options));
  }

  private OrreryClient(Connection connection) {
    this.connection = connection;
    this.jobs = new JobClient(JobReports.ofUsers(connection));
  }

  /** Begins to describe a client. */
  public static OrreryClientBuilder builder() {
    return new OrreryClientBuilder();
  }

  /**
   * The same client, whose commands also tell where their effects stand in the log, as {@code
   * 1:4711}, before their futures complete. A read of Operate that carries this in the header
   * {@code Orrery-Position} sees them. Shares the connection: closing one closes both.
   */
  public OrreryClient telling(Consumer<String> position) {
    return new OrreryClient(connection.telling(position));
  }

  /** Asks who makes up the cluster; also the cheapest way to see whether it answers. */
  public CompletableFuture<Topology> topology() {
    return Replies.one(connection.gateway()::topology, TopologyRequest.getDefaultInstance())
        .thenApply(Topology::of);
  }

  /** Deploys models. */
  public Deploy deploy() {
    return new Deploy(connection);
  }

  /** Starts an instance of the latest version of a process. */
  public CreateInstance createInstance(String processId) {
    return CreateInstance.of(connection, processId);
  }

  /** Starts an instance of exactly this version of a process. */
  public CreateInstance createInstance(long processDefinitionKey) {
    return CreateInstance.of(connection, processDefinitionKey);
  }

  /** Ends an instance before its time. */
  public CompletableFuture<Void> cancelInstance(long processInstanceKey) {
    CancelProcessInstanceRequest request =
        CancelProcessInstanceRequest.newBuilder().setProcessInstanceKey(processInstanceKey).build();
    return Replies.one(connection.gateway()::cancelProcessInstance, request)
        .thenAccept(response -> {});
  }

  /** Publishes a message. */
  public PublishMessage publishMessage(String name) {
    return new PublishMessage(connection, name);
  }

  /**
   * Writes variables.
   *
   * @param scopeKey the key of a process instance or of an element instance
   * @param variables a map, a record, a bean, or a JSON object as text
   */
  public SetVariables setVariables(long scopeKey, Object variables) {
    return new SetVariables(connection, scopeKey, variables);
  }

  /** Tries again the step that an incident holds up. */
  public CompletableFuture<Void> resolveIncident(long incidentKey) {
    ResolveIncidentRequest request =
        ResolveIncidentRequest.newBuilder().setIncidentKey(incidentKey).build();
    return Replies.one(connection.gateway()::resolveIncident, request).thenAccept(response -> {});
  }

  /** Takes waiting jobs once; a {@link #worker} keeps taking them. */
  public ActivateJobs activateJobs(String type) {
    return new ActivateJobs(connection, type);
  }

  /** The commands that say what became of a job. */
  public JobClient jobs() {
    return jobs;
  }

  /** Describes a worker for jobs of one type. */
  public JobWorkerBuilder worker(String type) {
    return new JobWorkerBuilder(connection, this::opened, type);
  }

  /** How this client turns values into variables and back. */
  public Json json() {
    return connection.json();
  }

  private void opened(JobWorker worker) {
    workers.removeIf(known -> !known.isOpen());
    workers.add(worker);
  }

  /** Drains all workers, then hangs up. Doing it again does nothing. */
  @Override
  public void close() {
    workers.forEach(JobWorker::stopTaking);
    workers.forEach(JobWorker::close);
    connection.close();
  }
}
