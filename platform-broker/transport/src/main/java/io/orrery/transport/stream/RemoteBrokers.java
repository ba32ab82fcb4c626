package io.orrery.transport.stream;

import io.orrery.protocol.Command;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Topology;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The brokers of another process, over one stream that is opened again whenever it breaks.
///
/// While there is no stream every request is answered [Answer.Unavailable]; what was on its way
/// when a stream broke too, with the doubt that is due. Watches outlive a stream, job streams end.
public final class RemoteBrokers implements Brokers, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteBrokers.class);
  private static final Topology NOBODY = new Topology("", 0, 0, 0, List.of());
  private static final long SWEEP_SECONDS = 5;
  private static final String SHUTDOWN = "the gateway is shutting down";

  private final RemoteOptions options;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("broker-connection").factory());
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Watch> watches = new ConcurrentHashMap<>();
  private final CompletableFuture<Topology> met = new CompletableFuture<>();
  private volatile Topology topology = NOBODY;
  private volatile @Nullable BrokerConnection current;
  private volatile boolean closed;
  private volatile @Nullable BrokerConnection latest;
  private final AtomicInteger failures = new AtomicInteger();
  private int attempts;

  private record Watch(String type, Runnable available) {}

  /// Connects in the background, again and again until it succeeds.
  public RemoteBrokers(RemoteOptions options) {
    this.options = options;
    clock.execute(this::connect);
    var _ = clock.scheduleAtFixedRate(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /// Completes when a broker has said who is there for the first time.
  public CompletableFuture<Topology> met() {
    return met.copy();
  }

  @Override
  public Topology topology() {
    return topology;
  }

  @Override
  public void send(int partition, Command command, long patienceMillis, Consumer<Answer> answer) {
    var connection = current;
    if (connection == null) {
      answer.accept(new Answer.Unavailable(notConnected(), false));
    } else {
      connection.request(numbers.incrementAndGet(), partition, command, patienceMillis, answer);
    }
  }

  @Override
  public JobStream openStream(
      int partition, JobStreamRequest request, JobStream.Receiver receiver) {
    var stream = new RemoteStream(numbers.incrementAndGet(), partition, this, receiver);
    var connection = current;
    if (connection == null) {
      receiver.ended(notConnected());
    } else {
      connection.open(stream, request);
    }
    return stream;
  }

  @Override
  public Runnable watchJobs(String type, Runnable available) {
    var id = numbers.incrementAndGet();
    watches.put(id, new Watch(type, available));
    var connection = current;
    if (connection != null) {
      connection.tell(new GatewayFrame.Watch(id, type));
    }
    return () -> {
      var open = current;
      if (watches.remove(id) != null && open != null) {
        open.tell(new GatewayFrame.Unwatch(id));
      }
    };
  }

  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    var open = latest;
    if (open != null) {
      open.end(SHUTDOWN);
    }
  }

  private String notConnected() {
    return "no broker answers at " + String.join(", ", options.contacts());
  }

  private void connect() {
    var contact = options.contacts().get(attempts++ % options.contacts().size());
    try {
      open(contact);
    } catch (RuntimeException e) {
      LOG.warn("Cannot connect to the broker at {}", contact, e);
      reopen();
    }
  }

  private void open(String contact) {
    var connection = new BrokerConnection(contact, new Events(contact));
    latest = connection;
    connection.begin();
    if (closed) {
      connection.end(SHUTDOWN);
    }
  }

  private void sweep() {
    var open = current;
    try {
      if (open != null) {
        open.forgetOld(System.nanoTime());
      }
    } catch (RuntimeException e) {
      LOG.warn("Cannot forget old requests; the next look may", e);
    }
  }

  private void reopen() {
    if (closed) {
      return;
    }
    try {
      var wait =
          options.backOff(failures.incrementAndGet(), ThreadLocalRandom.current().nextDouble());
      var _ = clock.schedule(this::connect, wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("not connecting again: closed meanwhile");
    }
  }

  /// What one connection tells; one connection at a time.
  private final class Events implements BrokerConnection.Owner {
    private final String contact;

    Events(String contact) {
      this.contact = contact;
    }

    @Override
    public void present(BrokerConnection connection, Topology now) {
      topology = now;
      if (current != connection) {
        LOG.info("Connected to the broker at {}: {} partitions", contact, now.partitions());
        failures.set(0);
        current = connection;
        watches.forEach((id, watch) -> connection.tell(new GatewayFrame.Watch(id, watch.type())));
        // something may have become free while nobody watched
        watches.values().forEach(watch -> watch.available().run());
      }
      met.complete(now);
    }

    @Override
    public void available(long watch) {
      if (watches.get(watch) instanceof Watch(var _, var available)) {
        available.run();
      }
    }

    @Override
    public void gone(BrokerConnection connection, String reason) {
      if (current == connection) {
        current = null;
        topology = topology.unreachable();
        LOG.warn("Lost the broker at {}: {}", contact, reason);
      } else if (failures.get() == 0) {
        LOG.info("No broker at {} yet: {}", contact, reason);
      }
      reopen();
    }
  }
}
