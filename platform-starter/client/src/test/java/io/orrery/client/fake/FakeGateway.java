package io.orrery.client.fake;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.orrery.client.OrreryClient;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.DeployResourceRequest;
import io.orrery.gateway.protocol.FailJobRequest;
import io.orrery.gateway.protocol.PublishMessageRequest;
import io.orrery.gateway.protocol.SetVariablesRequest;
import io.orrery.gateway.protocol.ThrowErrorRequest;
import io.orrery.gateway.protocol.UpdateJobTimeoutRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A gateway for tests: real sockets, no engine, everything that was asked is kept. */
public final class FakeGateway implements AutoCloseable {

  static final Context.Key<String> IDEMPOTENCY_KEY = Context.key("idempotency-key");
  private static final Metadata.Key<String> IDEMPOTENCY_HEADER =
      Metadata.Key.of("idempotency-key", Metadata.ASCII_STRING_MARSHALLER);

  private static final Metadata.Key<String> POSITION_HEADER =
      Metadata.Key.of("orrery-position", Metadata.ASCII_STRING_MARSHALLER);

  /** Long enough for whatever comes at all, on a slow machine, too. */
  private static final long PATIENCE_SECONDS = 120;

  /** Where the effects of every command stand. */
  public static final String POSITION = "1:4711";

  /** What this gateway can do: all of it, what Zeebe can, or what Zeebe before 8.4 could. */
  public enum Abilities {
    CREDITS,
    STREAMS,
    POLLS
  }

  public final BlockingQueue<CompleteJobRequest> completed = new LinkedBlockingQueue<>();
  public final BlockingQueue<FailJobRequest> failed = new LinkedBlockingQueue<>();
  public final BlockingQueue<ThrowErrorRequest> thrown = new LinkedBlockingQueue<>();
  public final BlockingQueue<UpdateJobTimeoutRequest> extended = new LinkedBlockingQueue<>();
  public final BlockingQueue<CreateProcessInstanceRequest> created = new LinkedBlockingQueue<>();
  public final BlockingQueue<PublishMessageRequest> published = new LinkedBlockingQueue<>();
  public final BlockingQueue<SetVariablesRequest> variables = new LinkedBlockingQueue<>();
  public final BlockingQueue<DeployResourceRequest> deployed = new LinkedBlockingQueue<>();
  public final BlockingQueue<String> idempotencyKeys = new LinkedBlockingQueue<>();

  /** What the next commands for jobs are refused with. */
  public final Queue<Status> refusals = new ConcurrentLinkedQueue<>();

  /** What all completions are refused with, unless null. */
  public volatile Status completionRefusal;

  /** Whether completions get no answer. */
  public volatile boolean silent;

  /** Completions that got no answer. */
  public final BlockingQueue<CompleteJobRequest> unanswered = new LinkedBlockingQueue<>();

  public final FakeJobs jobs = new FakeJobs();

  final AtomicLong keys = new AtomicLong();
  public final AtomicInteger deployRefusals = new AtomicInteger();
  private final List<OrreryClient> clients = new ArrayList<>();
  private final Abilities abilities;
  private final int port;
  private Server server;

  private FakeGateway(Abilities abilities, int port) {
    this.abilities = abilities;
    this.server = start(port);
    this.port = server.getPort();
  }

  public static FakeGateway start() {
    return new FakeGateway(Abilities.CREDITS, 0);
  }

  public static FakeGateway start(Abilities abilities) {
    return new FakeGateway(abilities, 0);
  }

  public URI address() {
    return URI.create("http://localhost:" + port);
  }

  /** A client of this gateway, which is closed with it. */
  public OrreryClient connect() {
    OrreryClient client = OrreryClient.builder().address(address()).build();
    clients.add(client);
    return client;
  }

  /** Cuts all connections and listens no more. */
  public void stop() {
    jobs.forgetStreams();
    server.shutdownNow();
    try {
      server.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens again where it did before. */
  public void restart() {
    server = start(port);
  }

  /** Offers a job of a type, with variables as JSON; the answer is its key. */
  public long offer(String type, String variables) {
    return offer(ActivatedJob.newBuilder().setType(type).setVariables(variables));
  }

  /** Offers a job; key, lease and what else a job must have are filled in. */
  public long offer(ActivatedJob.Builder job) {
    ActivatedJob whole = whole(job);
    jobs.offer(whole);
    return whole.getKey();
  }

  /** Sends a job to the open streams, beyond their credit too; the answer is its key. */
  public long push(String type) {
    ActivatedJob job = whole(ActivatedJob.newBuilder().setType(type));
    jobs.push(job);
    return job.getKey();
  }

  private ActivatedJob whole(ActivatedJob.Builder job) {
    long key = keys.incrementAndGet();
    job.setKey(key).setLease(1000 + key).setAttempt(Math.max(1, job.getAttempt()));
    return job.setRetries(Math.max(3, job.getRetries())).build();
  }

  /** The next thing of a kind that is asked, or a failure if there never is one. */
  public static <T> T next(BlockingQueue<T> queue) {
    try {
      T value = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (value == null) {
        throw new AssertionError("nothing was asked");
      }
      return value;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    clients.forEach(OrreryClient::close);
    stop();
  }

  Abilities abilities() {
    return abilities;
  }

  private Server start(int port) {
    try {
      return Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
          .addService(new FakeGatewayService(this))
          .addService(new FakeJobsService(this))
          .intercept(new KeyReader())
          .intercept(new PositionTeller())
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says where effects stand, to those who ask. */
  private static final class PositionTeller implements ServerInterceptor {
    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
      if (!headers.containsKey(POSITION_HEADER)) {
        return next.startCall(call, headers);
      }
      return next.startCall(
          new SimpleForwardingServerCall<Q, P>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
              trailers.put(POSITION_HEADER, POSITION);
              super.close(status, trailers);
            }
          },
          headers);
    }
  }

  private static final class KeyReader implements ServerInterceptor {
    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
      String key = headers.get(IDEMPOTENCY_HEADER);
      Context context =
          key == null ? Context.current() : Context.current().withValue(IDEMPOTENCY_KEY, key);
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
