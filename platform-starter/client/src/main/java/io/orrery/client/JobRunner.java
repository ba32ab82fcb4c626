package io.orrery.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handler of one job and tells the platform what came of it. Thread-safe. */
final class JobRunner {

  private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

  /** The platform cuts longer ones. */
  private static final int MAX_ERROR_MESSAGE = 10_000;

  private final Connection connection;
  private final WorkerOptions options;
  private final JobHandler handler;
  private final WorkerListener listener;
  private final JobClient reports;
  private final JobClient forHandlers;
  private volatile boolean interrupting;

  JobRunner(Connection connection, WorkerOptions options, JobHandler handler) {
    this.connection = connection;
    this.options = options;
    this.handler = handler;
    this.listener = new GuardedListener(options.listener());
    this.reports = new JobClient(JobReports.ofWorkers(connection));
    this.forHandlers = new JobClient(JobReports.ofUsers(connection));
  }

  ActivatedJob received(io.orrery.gateway.protocol.ActivatedJob message) {
    ActivatedJob job = new ActivatedJob(message, connection.json(), options.timeout());
    listener.activated(job);
    return job;
  }

  /** From now on an exception of a handler means that it was interrupted. */
  void interrupting() {
    interrupting = true;
  }

  /** Runs a job; {@code done} is called, once, when nothing is left to do for it. */
  void run(ActivatedJob job, Runnable done) {
    CompletableFuture<Void> reported;
    try {
      reported = handle(job);
    } catch (Throwable e) {
      done.run();
      throw e;
    }
    CompletableFuture<Void> unused = reported.whenComplete((answer, problem) -> done.run());
  }

  /** Hands a job back that is not done: at once free for others, without losing a retry. */
  CompletableFuture<Void> giveBack(ActivatedJob job) {
    return reports.fail(job).retries(job.retries()).message("the worker is closing").send();
  }

  /** Hands a job back for which there is no thread; not at once free, for it would come again. */
  CompletableFuture<Void> giveBackForLater(ActivatedJob job) {
    return reports
        .fail(job)
        .retries(job.retries())
        .backOff(BackOff.LONGEST)
        .message("the worker has no thread for it")
        .send();
  }

  private CompletableFuture<Void> handle(ActivatedJob job) {
    if (!job.isHeldAfter(0)) {
      log.warn("The time of {} was over before it could begin", job);
      listener.tooLate(job);
      return nothing();
    }
    try {
      Object result = timed(job);
      return options.autoComplete() ? complete(job, result) : nothing();
    } catch (BpmnError error) {
      return throwError(job, error);
    } catch (Throwable problem) {
      return interrupting ? giveBack(job) : fail(job, problem);
    }
  }

  private @Nullable Object timed(ActivatedJob job) throws Exception {
    long begun = System.nanoTime();
    try {
      return handler.handle(forHandlers, job);
    } finally {
      listener.handled(job, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** A result that has no JSON is a failure of the handler, thrown from here. */
  private CompletableFuture<Void> complete(ActivatedJob job, @Nullable Object variables) {
    CompleteJob command = reports.complete(job).variables(variables);
    return result(job, "completion", command.send(), listener::completed);
  }

  private CompletableFuture<Void> throwError(ActivatedJob job, BpmnError error) {
    ThrowError command =
        reports.throwError(job, error.code()).message(String.valueOf(error.getMessage()));
    try {
      command.variables(error.variables());
    } catch (RuntimeException notJson) {
      return fail(job, notJson);
    }
    return result(job, "BPMN error", command.send(), listener::errorThrown);
  }

  /**
   * A result that the platform will never take, or has not taken for a reason unknown as long as
   * the job was held, is a failure of the handler too: otherwise the job would come back when its
   * time is over, and be done again and again without an end.
   */
  private CompletableFuture<Void> result(
      ActivatedJob job, String what, CompletableFuture<Void> sent, Consumer<ActivatedJob> success) {
    return reported(job, what, sent, success)
        .exceptionallyCompose(problem -> {
          OrreryException refusal = OrreryException.of(problem);
          return switch (Verdict.of(refusal)) {
            case REFUSED, UNCLEAR -> fail(job, refusal);
            case TOO_LATE, PASSING -> CompletableFuture.<Void>failedFuture(refusal);
          };
        });
  }

  private CompletableFuture<Void> fail(ActivatedJob job, Throwable problem) {
    int retries = Math.max(0, job.retries() - 1);
    Duration backOff = backOff(job);
    if (problem instanceof JobError error) {
      Integer wantedRetries = error.retries();
      Duration wantedBackOff = error.backOff();
      retries = wantedRetries == null ? retries : wantedRetries;
      backOff = wantedBackOff == null ? backOff : wantedBackOff;
    }
    log.warn("The handler of {} failed, {} retries left", job, retries, problem);
    FailJob command =
        reports.fail(job).retries(retries).backOff(backOff).message(stackTrace(problem));
    return reported(job, "failure", command.send(), listener::failed);
  }

  private Duration backOff(ActivatedJob job) {
    try {
      return options.retryBackOff().after(job);
    } catch (RuntimeException e) {
      log.warn("There is no back-off for {}", job, e);
      return Duration.ZERO;
    }
  }

  private CompletableFuture<Void> reported(
      ActivatedJob job, String what, CompletableFuture<Void> sent, Consumer<ActivatedJob> success) {
    return sent.whenComplete((answer, problem) -> {
      if (problem == null) {
        success.accept(job);
        return;
      }
      OrreryException refusal = OrreryException.of(problem);
      if (Verdict.of(refusal) == Verdict.TOO_LATE) {
        listener.tooLate(job);
      }
      log.warn("The {} of {} was not taken: {}", what, job, refusal.getMessage());
    });
  }

  private static String stackTrace(Throwable problem) {
    StringWriter text = new StringWriter();
    problem.printStackTrace(new PrintWriter(text));
    String trace = text.toString();
    return trace.length() <= MAX_ERROR_MESSAGE ? trace : trace.substring(0, MAX_ERROR_MESSAGE);
  }

  private static CompletableFuture<Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }
}
