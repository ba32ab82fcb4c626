package io.orrery.client;

import io.orrery.gateway.protocol.GatewayGrpc.GatewayStub;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what became of jobs, again and again while the job is still ours and the platform neither
 * takes it nor refuses it. A report that was carried out after all does nothing when it is
 * repeated: the lease of the job is over by then.
 */
final class JobReports {

  private final Connection connection;
  private final Supplier<GatewayStub> stub;

  JobReports(Connection connection, Supplier<GatewayStub> stub) {
    this.connection = connection;
    this.stub = stub;
  }

  /** For what users do with jobs. */
  static JobReports ofUsers(Connection connection) {
    return new JobReports(connection, connection::gateway);
  }

  /** For workers, whose continuations never block. */
  static JobReports ofWorkers(Connection connection) {
    return new JobReports(connection, () -> connection.gateway().withExecutor(Runnable::run));
  }

  Connection connection() {
    return connection;
  }

  /** Sends a report; one that belongs to no activation is sent once. */
  CompletableFuture<Void> send(
      @Nullable ActivatedJob job, Function<GatewayStub, CompletableFuture<?>> call) {
    Report report = new Report(job, call);
    report.attempt();
    return report.done;
  }

  private final class Report {

    private final @Nullable ActivatedJob job;
    private final Function<GatewayStub, CompletableFuture<?>> call;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final BackOff backOff = new BackOff();

    Report(@Nullable ActivatedJob job, Function<GatewayStub, CompletableFuture<?>> call) {
      this.job = job;
      this.call = call;
    }

    void attempt() {
      CompletableFuture<?> attempt = call.apply(stub.get());
      CompletableFuture<?> unused = attempt.whenComplete((answer, problem) -> answered(problem));
    }

    private void answered(@Nullable Throwable problem) {
      if (problem == null) {
        done.complete(null);
        return;
      }
      OrreryException failure = OrreryException.of(problem);
      long wait = backOff.nextMillis();
      if (Verdict.of(failure).isWorthRepeating() && job != null && job.isHeldAfter(wait)) {
        connection.later(this::attempt, wait);
      } else {
        done.completeExceptionally(failure);
      }
    }
  }
}
