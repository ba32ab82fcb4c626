package io.orrery.system.harness;

import io.orrery.bpmn.Deployments;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.Job;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.VariableEvent;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has happened on a partition, by its own records: the lives of element instances, their
/// variables and incidents. Clients cannot ask for any of this yet.
public final class Journal {

  /// An element instance, or a taken sequence flow.
  ///
  /// @param states what it went through, the newest last, in lower case
  public record Life(
      long key, long instanceKey, String elementId, String elementName, List<String> states) {

    public String state() {
      return states.getLast();
    }
  }

  /// A problem of an instance.
  public record Trouble(long key, Incident incident, boolean resolved) {}

  /// Stands for an element whose model was purged before it could be read.
  private static final String UNKNOWN = "unknown";

  private final LogFiles files;
  private final List<LogRecord> records = new ArrayList<>();
  private final Map<Long, DeployedProcess> definitions = new HashMap<>();
  private final Map<Long, ExecutableProcess> processes = new HashMap<>();
  private final Map<Long, Life> lives = new LinkedHashMap<>();
  private final Map<Long, Map<String, String>> variables = new HashMap<>();
  private final Map<Long, Trouble> troubles = new LinkedHashMap<>();
  private final Map<Long, Job> openJobs = new LinkedHashMap<>();

  private Journal(LogFiles files) {
    this.files = files;
  }

  /// The journal of a partition of this process, which has a data directory.
  public static Journal of(ServerProcess broker, int partition) {
    return new Journal(new LogFiles(broker.state(), partition));
  }

  /// Reads on.
  public Journal refresh() {
    files.read(this::accept);
    return this;
  }

  private void accept(LogRecord record) {
    records.add(record);
    switch (record.content()) {
      case DeploymentEvent.ProcessCreated(var process) -> definitions.put(process.key(), process);
      case ElementEvent event -> lived(record.key(), event);
      case VariableEvent.Created it -> set(it.scopeKey(), it.variables().values());
      case VariableEvent.Updated it -> set(it.scopeKey(), it.variables().values());
      case IncidentEvent.Raised(var it) ->
          troubles.put(record.key(), new Trouble(record.key(), it, false));
      case IncidentEvent.Resolved(var it) ->
          troubles.put(record.key(), new Trouble(record.key(), it, true));
      case JobEvent.Created(var job) -> openJobs.put(record.key(), job);
      case JobEvent.Completed _, JobEvent.ErrorThrown _, JobEvent.Canceled _ ->
          openJobs.remove(record.key());
      default -> {}
    }
  }

  private void lived(long key, ElementEvent event) {
    var value = event.value();
    var state =
        switch (event) {
          case ElementEvent.Activating _ -> "activating";
          case ElementEvent.Activated _ -> "activated";
          case ElementEvent.Completing _ -> "completing";
          case ElementEvent.Completed _ -> "completed";
          case ElementEvent.Terminating _ -> "terminating";
          case ElementEvent.Terminated _ -> "terminated";
          case ElementEvent.FlowTaken _ -> "taken";
        };
    lives.computeIfAbsent(key, _ -> begin(key, value)).states().add(state);
  }

  private Life begin(long key, ElementValue value) {
    if (hasGap() && !definitions.containsKey(value.definitionKey())) {
      return new Life(key, value.instanceKey(), UNKNOWN, "", new ArrayList<>());
    }
    var element = element(value);
    var name = element.common().name();
    return new Life(
        key, value.instanceKey(), element.id(), name == null ? "" : name, new ArrayList<>());
  }

  /// The element of the model that a value is about.
  public Element element(ElementValue value) {
    return process(value.definitionKey()).element(value.element());
  }

  /// The model with this definition key.
  public ExecutableProcess process(long definitionKey) {
    return processes.computeIfAbsent(definitionKey, this::read);
  }

  private ExecutableProcess read(long definitionKey) {
    var definition = definitions.get(definitionKey);
    if (definition == null) {
      throw new IllegalStateException("no definition " + definitionKey + " in the log");
    }
    return new Deployments(InstantSource.system())
        .readProcess(definition.resource().bytes(), definition.processId());
  }

  private void set(long scopeKey, Map<String, byte[]> values) {
    var scope = variables.computeIfAbsent(scopeKey, _ -> new LinkedHashMap<>());
    values.forEach((name, raw) -> scope.put(name, new String(raw, StandardCharsets.UTF_8)));
  }

  /// All records read so far.
  public List<LogRecord> records() {
    return records;
  }

  /// Whether the log was purged before it could be read, so that records are missing.
  public boolean hasGap() {
    return files.hasGap();
  }

  /// How many bytes of log were read.
  public long bytes() {
    return files.bytes();
  }

  /// The lives within an instance, oldest first; its own is among them.
  public Stream<Life> lives(long instanceKey) {
    return lives.values().stream().filter(life -> life.instanceKey() == instanceKey);
  }

  /// The youngest life within an instance that fits.
  public Optional<Life> youngest(long instanceKey, Predicate<Life> filter) {
    return lives(instanceKey).filter(filter).reduce((_, later) -> later);
  }

  /// The state of an instance as a whole, empty if it is not known.
  public String state(long instanceKey) {
    var life = lives.get(instanceKey);
    return life == null ? "" : life.state();
  }

  /// The JSON text of a variable of exactly this scope, or null.
  public @Nullable String variable(long scopeKey, String name) {
    return variables.getOrDefault(scopeKey, Map.of()).get(name);
  }

  /// The instances that have a job of this type which nobody has done yet, one for each job.
  public Stream<Long> openJobs(String type) {
    return openJobs.values().stream()
        .filter(job -> job.type().equals(type))
        .map(job -> job.element().instanceKey());
  }

  public Stream<Trouble> troubles(long instanceKey) {
    return troubles.values().stream()
        .filter(each -> each.incident().element().instanceKey() == instanceKey);
  }
}
