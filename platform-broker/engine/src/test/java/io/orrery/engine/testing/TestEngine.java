package io.orrery.engine.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.Engine;
import io.orrery.engine.job.JobStreamSpec;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Blob;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.Document;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InvalidDocumentException;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.Response;
import io.orrery.protocol.VariableCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// An engine of one partition with virtual time. After the test its log is replayed into an empty
/// store, on the heap and in RocksDB, and the digests must be the same; nothing may be left of
/// instances that have ended.
public final class TestEngine implements AfterEachCallback {

  /// When every test begins.
  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final TestPartition partition;
  private final History history;
  private long now = START.toEpochMilli();
  private int pushesSeen;
  private boolean failuresExpected;

  public TestEngine() {
    this(EngineSettings.of(1, 1));
  }

  public TestEngine(EngineSettings settings) {
    partition = new TestPartition(settings, TestStore.onHeap(), now);
    history = new History(partition.records());
  }

  public Engine engine() {
    return partition.engine();
  }

  public TestPartition partition() {
    return partition;
  }

  public History history() {
    return history;
  }

  public long now() {
    return now;
  }

  /// Decides a command that must be accepted.
  public <R extends Response> R ask(Class<R> type, Command command) {
    return answer(type, partition.send(command, now));
  }

  /// The answer to a request.
  public <R extends Response> R answer(Class<R> type, long request) {
    assertThat(partition.refusals().get(request)).isNull();
    assertThat(partition.replies()).containsKey(request);
    return requireNonNull(type.cast(partition.replies().get(request)));
  }

  /// Decides a command that must be refused.
  public Rejection refused(Command command) {
    return refusal(partition.send(command, now));
  }

  /// The refusal of a request.
  public Rejection refusal(long request) {
    assertThat(partition.replies().get(request)).isNull();
    assertThat(partition.refusals()).containsKey(request);
    return requireNonNull(partition.refusals().get(request));
  }

  /// Decides a command and gives the number of the request.
  public long send(Command command) {
    return partition.send(command, now);
  }

  public Response.Deployed deploy(Model... models) {
    return ask(Response.Deployed.class, deployment(models));
  }

  public Response.Deployed deploy(Scope scope) {
    return deploy(scope.model());
  }

  public static DeploymentCommand.Create deployment(Model... models) {
    return new DeploymentCommand.Create(
        Arrays.stream(models).map(each -> resource(each.id() + ".bpmn", each.bytes())).toList());
  }

  public static DeploymentCommand.Resource resource(String name, byte[] content) {
    return new DeploymentCommand.Resource(name, Blob.of(content));
  }

  public ProcessInstance start(String processId) {
    return start(processId, "{}");
  }

  public ProcessInstance start(String processId, String variables) {
    var created = ask(Response.InstanceCreated.class, create(processId, variables));
    return instance(created.instanceKey());
  }

  public static InstanceCommand.Create create(String processId, String variables) {
    return create(processId, variables, List.of(), null, null);
  }

  public static InstanceCommand.Create create(
      String processId,
      String variables,
      List<String> startElements,
      InstanceCommand.@org.jspecify.annotations.Nullable ResultRequest result,
      @org.jspecify.annotations.Nullable String idempotencyKey) {
    return new InstanceCommand.Create(
        -1, processId, -1, json(variables), startElements, result, idempotencyKey, null);
  }

  public ProcessInstance instance(long key) {
    return new ProcessInstance(key, history);
  }

  /// The newest instance.
  public ProcessInstance newest() {
    return instance(history.instances().getLast());
  }

  public void cancel(ProcessInstance instance) {
    ask(Response.Done.class, new InstanceCommand.Cancel(instance.key(), null));
  }

  /// Hands out free jobs for five minutes.
  public List<ActivatedJob> activate(String type, int limit) {
    var command = new JobCommand.Activate(type, "worker", Duration.ofMinutes(5), limit, List.of());
    return ask(Response.JobsActivated.class, command).jobs();
  }

  /// Hands out the only free job of a type.
  public ActivatedJob job(String type) {
    var jobs = activate(type, 10);
    assertThat(jobs).as("jobs of type %s", type).hasSize(1);
    return jobs.getFirst();
  }

  public void complete(String type) {
    complete(type, "{}");
  }

  /// Completes the only free job of a type.
  public void complete(String type, String variables) {
    complete(job(type), variables);
  }

  public void complete(ActivatedJob job, String variables) {
    ask(Response.Done.class, new JobCommand.Complete(job.key(), json(variables), 0));
  }

  public void fail(ActivatedJob job, int retries) {
    ask(
        Response.Done.class,
        new JobCommand.Fail(job.key(), retries, "broken", Duration.ZERO, Document.EMPTY, 0));
  }

  public void throwError(ActivatedJob job, String code, String variables) {
    ask(Response.Done.class, new JobCommand.ThrowError(job.key(), code, "", json(variables), 0));
  }

  public void setVariables(long scopeKey, String variables, boolean local) {
    ask(
        Response.VariablesSet.class,
        new VariableCommand.Set(scopeKey, json(variables), local, null));
  }

  public long publish(String name, String correlationKey, Duration timeToLive, String variables) {
    return ask(
            Response.MessagePublished.class,
            message(name, correlationKey, timeToLive, "", variables))
        .messageKey();
  }

  public static MessageCommand.Publish message(
      String name, String correlationKey, Duration timeToLive, String id, String variables) {
    return new MessageCommand.Publish(name, correlationKey, timeToLive, id, json(variables), null);
  }

  /// The only incident that is not resolved.
  public Incident incident() {
    assertThat(history.incidents()).hasSize(1);
    return history.incidents().values().iterator().next();
  }

  public void resolve() {
    resolve(history.incidents().keySet().iterator().next());
  }

  public void resolve(long incidentKey) {
    ask(Response.Done.class, new IncidentCommand.Resolve(incidentKey, null));
  }

  /// Lets time pass; what becomes due meanwhile is done when it is due.
  public void advance(Duration duration) {
    var end = now + duration.toMillis();
    while (partition.engine().nextDueMillis() <= end) {
      now = Math.max(now, partition.engine().nextDueMillis());
      if (!partition.engine().processDue(now)) {
        break;
      }
      partition.settle(now);
    }
    now = end;
    partition.settle(now);
  }

  public void openStream(long id, JobStreamSpec spec) {
    engine().openStream(id, spec, now);
    partition.settle(now);
  }

  public void grant(long id, int credits) {
    engine().grant(id, credits, now);
    partition.settle(now);
  }

  /// The pushes since the last call.
  public List<Effect.Push> pushed() {
    var pushes = partition.pushes();
    var found = List.copyOf(pushes.subList(pushesSeen, pushes.size()));
    pushesSeen = pushes.size();
    return found;
  }

  /// Loses all that only a leader knows.
  public void restart() {
    partition.crash(now);
    partition.settle(now);
  }

  /// Says that failures of the engine are what the test wants.
  public void expectFailures() {
    failuresExpected = true;
  }

  /// The events of the log from a position on, by their names.
  public List<String> eventsSince(long position) {
    var names = new ArrayList<String>();
    for (LogRecord each : partition.records()) {
      if (each.position() > position && each.content() instanceof io.orrery.protocol.Event event) {
        var kind = event.getClass().getEnclosingClass().getSimpleName().replace("Event", "");
        names.add(kind + " " + History.name(event));
      }
    }
    return names;
  }

  public long position() {
    return partition.engine().lastPosition();
  }

  public static Document json(String text) {
    try {
      return Document.parse(text);
    } catch (InvalidDocumentException e) {
      throw new AssertionError(e);
    }
  }

  public static String text(Document document, String name) {
    var value = document.value(name);
    assertThat(value).as("%s in %s", name, document).isNotNull();
    return new String(value == null ? new byte[0] : value);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      if (context.getExecutionException().isEmpty()) {
        verifyReplay(partition, failuresExpected);
        verifyNothingIsLeft();
      }
    } finally {
      partition.close();
    }
  }

  static void verifyReplay(TestPartition partition, boolean failuresExpected) {
    for (var each : partition.failures()) {
      if (!failuresExpected && !FailsOnce.ON_PURPOSE.equals(each.getMessage())) {
        throw new AssertionError("the engine failed", each);
      }
    }
    var digest = HexFormat.of().formatHex(partition.engine().digest());
    assertThat(Replay.digest(partition.settings(), partition.log()))
        .as("digest after replay")
        .isEqualTo(digest);
    var seed = partition.records().size();
    if (seed % 4 == 0) {
      assertThat(Replay.digestOnDisk(partition.settings(), partition.log(), seed))
          .as("digest after replay on disk")
          .isEqualTo(digest);
    }
  }

  private void verifyNothingIsLeft() {
    if (history.openInstances().isEmpty()) {
      assertThat(Leftovers.of(partition)).as("tables with leftovers").isEmpty();
    }
  }

  /// The variables of an activated job as JSON text.
  public static Map<String, String> variables(ActivatedJob job) {
    var texts = new java.util.LinkedHashMap<String, String>();
    job.variables().values().forEach((name, value) -> texts.put(name, new String(value)));
    return texts;
  }
}
