package io.orrery.transport;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brokers that do what a test says: they keep what was asked of them until the test answers it.
public final class FakeBrokers implements Brokers {

  /// Long enough for any machine; only a failing test waits for it.
  private static final long PATIENCE_SECONDS = 120;

  private final int partitions;
  private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<OpenStream> streams = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> watchChanges = new LinkedBlockingQueue<>();
  private final Map<Object, Watch> watches = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable BiFunction<Integer, Command, @Nullable Answer>> script =
      new AtomicReference<>();
  private volatile Topology topology;

  private record Watch(String type, Runnable available) {}

  public FakeBrokers(int partitions) {
    this.partitions = partitions;
    topology = topologyOf("0.1.0");
  }

  private Topology topologyOf(String version) {
    var replicas = new ArrayList<Topology.Replica>();
    for (var i = 1; i <= partitions; i++) {
      replicas.add(new Topology.Replica(i, Topology.Role.LEADER, Topology.Health.HEALTHY));
    }
    return new Topology(
        "fake-cluster",
        1,
        partitions,
        1,
        List.of(new Topology.Broker(0, "127.0.0.1", 26501, version, replicas)));
  }

  /// Answers commands at once; null keeps one for the test.
  public void answering(BiFunction<Integer, Command, @Nullable Answer> answers) {
    script.set(answers);
  }

  /// Makes the topology another one.
  public void changeVersion(String version) {
    topology = topologyOf(version);
  }

  /// Makes the topology any other one.
  public void changeTopology(Topology other) {
    topology = other;
  }

  @Override
  public Topology topology() {
    return topology;
  }

  @Override
  public void send(int partition, Command command, long patienceMillis, Consumer<Answer> answer) {
    var answers = script.get();
    var immediate = answers == null ? null : answers.apply(partition, command);
    if (immediate == null) {
      sent.add(new Sent(partition, command, patienceMillis, answer));
    } else {
      answer.accept(immediate);
    }
  }

  @Override
  public JobStream openStream(
      int partition, JobStreamRequest request, JobStream.Receiver receiver) {
    var stream = new OpenStream(partition, request, receiver);
    streams.add(stream);
    return stream;
  }

  @Override
  public Runnable watchJobs(String type, Runnable available) {
    var key = new Object();
    watches.put(key, new Watch(type, available));
    watchChanges.add(watches.size());
    return () -> {
      watches.remove(key);
      watchChanges.add(watches.size());
    };
  }

  /// Tells all watchers of a type that there may be jobs.
  public void announce(String type) {
    watches.values().stream()
        .filter(watch -> watch.type().equals(type))
        .forEach(watch -> watch.available().run());
  }

  /// How many watches are open.
  public int watching() {
    return watches.size();
  }

  /// Waits until the number of watches has changed.
  public int nextWatchChange() {
    return await(watchChanges);
  }

  /// The next command that waits for an answer.
  public Sent next() {
    return await(sent);
  }

  /// Whether no command waits for an answer.
  public boolean isIdle() {
    return sent.isEmpty();
  }

  /// The next stream that was opened.
  public OpenStream nextStream() {
    return await(streams);
  }

  /// Waits for the next element.
  public static <T> T await(BlockingQueue<T> queue) {
    try {
      var next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A command that waits for an answer.
  public record Sent(int partition, Command command, long patienceMillis, Consumer<Answer> answer) {

    public void accept(Response response) {
      answer.accept(new Answer.Accepted(response));
    }

    public void accept(ActivatedJob... jobs) {
      accept(new Response.JobsActivated(List.of(jobs), false));
    }

    public void refuse(RejectionType type, String reason) {
      answer.accept(new Answer.Refused(new Rejection(type, reason)));
    }

    /// @throws AssertionError if it is another command
    public <C extends Command> C as(Class<C> type) {
      if (!type.isInstance(command)) {
        throw new AssertionError("expected " + type.getName() + " but got " + command);
      }
      return type.cast(command);
    }
  }

  /// A stream that was opened, and what became of it since.
  public static final class OpenStream implements JobStream {
    public final int partition;
    public final JobStreamRequest request;
    public final Receiver receiver;
    public final BlockingQueue<Object> calls = new LinkedBlockingQueue<>();

    OpenStream(int partition, JobStreamRequest request, Receiver receiver) {
      this.partition = partition;
      this.request = request;
      this.receiver = receiver;
    }

    @Override
    public void grant(int credits) {
      calls.add("grant " + credits);
    }

    @Override
    public void ready(boolean ready) {
      calls.add("ready " + ready);
    }

    @Override
    public void giveBack(ActivatedJob job) {
      calls.add("give back " + job.key());
    }

    @Override
    public void close() {
      calls.add("close");
    }

    /// The next thing that was asked of the stream.
    public String nextCall() {
      return (String) await(calls);
    }
  }
}
