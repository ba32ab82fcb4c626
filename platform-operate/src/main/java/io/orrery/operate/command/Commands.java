package io.orrery.operate.command;

import io.orrery.client.OrreryException;
import io.orrery.operate.audit.Audit;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/// Does what a user wants, waits for the answer, notes it. Gives the position at which the effects
/// can be seen, if there are any.
public record Commands(Engine engine, ReadModel model, Audit audit) {

  /// How many attempts a job gets that has none left when its incident is resolved.
  private static final int RETRIES = 1;

  public Optional<String> cancel(String actor, long processInstanceKey) {
    return perform(
        new Deed(actor, "CANCEL_PROCESS_INSTANCE", "PROCESS_INSTANCE", processInstanceKey),
        () -> engine.cancel(processInstanceKey));
  }

  Optional<String> setVariables(String actor, long scopeKey, String variables, boolean local) {
    return perform(
        new Deed(actor, "SET_VARIABLES", "ELEMENT_INSTANCE", scopeKey),
        () -> engine.setVariables(scopeKey, variables, local));
  }

  Optional<String> updateRetries(String actor, long jobKey, int retries) {
    return perform(
        new Deed(actor, "UPDATE_RETRIES", "JOB", jobKey),
        () -> engine.updateRetries(jobKey, retries));
  }

  Optional<String> updateTimeout(String actor, long jobKey, Duration timeout) {
    return perform(
        new Deed(actor, "UPDATE_TIMEOUT", "JOB", jobKey),
        () -> engine.updateTimeout(jobKey, timeout));
  }

  /// Resolves an incident; the job that raised it, if there is one without attempts, gets one.
  public Optional<String> resolve(String actor, long incidentKey) {
    return resolve(actor, incidentKey, RETRIES, false);
  }

  /// Resolves an incident; the job that raised it gets so many attempts.
  Optional<String> resolve(String actor, long incidentKey, int retries) {
    return resolve(actor, incidentKey, retries, true);
  }

  private Optional<String> resolve(String actor, long incidentKey, int retries, boolean always) {
    return perform(
        new Deed(actor, "RESOLVE_INCIDENT", "INCIDENT", incidentKey),
        () -> retried(incidentKey, retries, always).thenCompose(_ -> engine.resolve(incidentKey)));
  }

  private CompletableFuture<Optional<String>> retried(
      long incidentKey, int retries, boolean always) {
    var job = model.find(Incident.class, incidentKey).map(Incident::jobKey);
    var isWanted = job.isPresent() && (always || isSpent(job.get()));
    return isWanted
        ? engine.updateRetries(job.get(), retries)
        : CompletableFuture.completedFuture(Optional.empty());
  }

  private boolean isSpent(long jobKey) {
    return model.find(Job.class, jobKey).map(job -> job.retries() < 1).orElse(true);
  }

  private Optional<String> perform(
      Deed deed, Supplier<CompletableFuture<Optional<String>>> command) {
    Optional<String> position;
    try {
      position = command.get().join();
    } catch (CompletionException | OrreryException e) {
      var problem = OrreryException.of(e);
      audit.failed(deed.actor(), deed.operation(), deed.entity(), deed.key(), reason(problem));
      throw refusal(problem);
    }
    audit.succeeded(deed.actor(), deed.operation(), deed.entity(), deed.key());
    return position;
  }

  /// What the gateway answered, in the words of HTTP.
  private static ProblemException refusal(OrreryException problem) {
    var status =
        switch (problem.code()) {
          case INVALID_ARGUMENT, OUT_OF_RANGE -> HttpStatus.BAD_REQUEST;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case FAILED_PRECONDITION, ALREADY_EXISTS, ABORTED -> HttpStatus.CONFLICT;
          case RESOURCE_EXHAUSTED, UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
          case DEADLINE_EXCEEDED, CANCELLED -> HttpStatus.GATEWAY_TIMEOUT;
          case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
          case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED;
          case UNKNOWN, INTERNAL, DATA_LOSS, UNAUTHENTICATED -> HttpStatus.BAD_GATEWAY;
        };
    return new ProblemException(status, problem.code().name(), reason(problem));
  }

  /// Without the code, which the title says.
  private static String reason(OrreryException problem) {
    var message = String.valueOf(problem.getMessage());
    var code = problem.code() + ": ";
    return message.startsWith(code) ? message.substring(code.length()) : message;
  }

  private record Deed(String actor, String operation, String entity, long key) {}
}
