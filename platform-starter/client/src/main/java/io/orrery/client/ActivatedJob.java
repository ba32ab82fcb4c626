package io.orrery.client;

import io.orrery.client.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A piece of work that the platform handed to this worker, for a while and under a lease.
 *
 * <p>Thread-safe. The lease goes back by itself with whatever a {@link JobClient} reports.
 */
public final class ActivatedJob {

  private final io.orrery.gateway.protocol.ActivatedJob message;
  private final Json json;
  private final Variables variables;
  private volatile long heldUntilNanos;

  ActivatedJob(io.orrery.gateway.protocol.ActivatedJob message, Json json, Duration timeout) {
    this.message = message;
    this.json = json;
    this.variables = new Variables(message.getVariables(), json);
    holdFor(timeout);
  }

  /** The key of the job. */
  public long key() {
    return message.getKey();
  }

  /** What kind of work it is. */
  public String type() {
    return message.getType();
  }

  /** The instance that waits for it. */
  public long processInstanceKey() {
    return message.getProcessInstanceKey();
  }

  /** The id of the process in the model. */
  public String processId() {
    return message.getBpmnProcessId();
  }

  /** The version of the process. */
  public int processVersion() {
    return message.getProcessDefinitionVersion();
  }

  /** The key of that version. */
  public long processDefinitionKey() {
    return message.getProcessDefinitionKey();
  }

  /** The id of the element in the model. */
  public String elementId() {
    return message.getElementId();
  }

  /** The key of the element instance: the scope of the job's variables. */
  public long elementInstanceKey() {
    return message.getElementInstanceKey();
  }

  /** The headers that the model gives to the job. */
  public Map<String, String> customHeaders() {
    Map<String, String> headers = new TreeMap<>();
    String text = message.getCustomHeaders();
    if (!text.isEmpty() && json.read(text, Map.class) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
    }
    return headers;
  }

  /** The worker that it was handed to. */
  public String worker() {
    return message.getWorker();
  }

  /** How many attempts are left, this one included. */
  public int retries() {
    return message.getRetries();
  }

  /** When another worker may have it, by the clock of the platform. */
  public Instant deadline() {
    return Instant.ofEpochMilli(message.getDeadline());
  }

  /** What the process knows. */
  public Variables variables() {
    return variables;
  }

  /** The tenant that it belongs to. */
  public String tenantId() {
    return message.getTenantId();
  }

  /** The token of this activation; 0 where the platform has no leases. */
  public long lease() {
    return message.getLease();
  }

  /** How many times the job has been handed out; 0 where the platform does not say. */
  public int attempt() {
    return message.getAttempt();
  }

  /** Who held the job before, or the empty string. */
  public String previousWorker() {
    return message.getPreviousWorker();
  }

  /** Notes, by our own clock, that the job stays here for the given time. */
  void holdFor(Duration timeout) {
    heldUntilNanos = System.nanoTime() + timeout.toNanos();
  }

  /** Whether the job would still be ours after the given time. */
  boolean isHeldAfter(long millis) {
    return heldUntilNanos - System.nanoTime() > Duration.ofMillis(millis).toNanos();
  }

  @Override
  public String toString() {
    return "job " + key() + " of type '" + type() + "' at element '" + elementId() + "'";
  }
}
