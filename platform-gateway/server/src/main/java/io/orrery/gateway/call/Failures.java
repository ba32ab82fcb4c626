package io.orrery.gateway.call;

import io.grpc.Metadata;
import io.grpc.Status;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.VariableCommand;
import io.orrery.transport.Answer;

/// What a caller gets to see of a command that was not carried out.
public final class Failures {

  /// Asks clients that retry by themselves to wait (gRFC A6).
  static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  /// Says what is short: `cpu`, `disk`, `memory`, `exporter`, `quota` or `gateway`.
  static final Metadata.Key<String> CAUSE =
      Metadata.Key.of("orrery-overload-cause", Metadata.ASCII_STRING_MARSHALLER);

  private static final String RETRY_MILLIS = "100";

  private Failures() {}

  /// The status for an answer that is not an acceptance.
  public static Status status(Command command, int partition, Answer answer) {
    return switch (answer) {
      case Answer.Accepted _ -> Status.OK;
      case Answer.Refused(var rejection) -> refused(command, rejection);
      case Answer.Overloaded(var cause, var reason) ->
          Status.RESOURCE_EXHAUSTED.withDescription(
              "Partition %d cannot take the request now (%s): %s"
                  .formatted(partition, cause, reason));
      case Answer.Unavailable(var reason, var sent) ->
          Status.UNAVAILABLE.withDescription(
              "Partition %d is not available: %s%s"
                  .formatted(
                      partition,
                      reason,
                      sent ? "; whether the request was carried out is unknown" : ""));
    };
  }

  /// The trailers for an answer that is not an acceptance.
  public static Metadata trailers(Answer answer) {
    return answer instanceof Answer.Overloaded(var cause, var _)
        ? overloaded(cause)
        : new Metadata();
  }

  /// The trailers of an answer that asks to come back later.
  public static Metadata overloaded(String cause) {
    var trailers = new Metadata();
    trailers.put(PUSHBACK, RETRY_MILLIS);
    trailers.put(CAUSE, cause);
    return trailers;
  }

  /// The status for more than the gateway itself can hold.
  public static Status tooMany(int limit, String what) {
    return Status.RESOURCE_EXHAUSTED.withDescription(
        "The gateway cannot take the request now: more than " + limit + " " + what);
  }

  private static Status refused(Command command, Rejection rejection) {
    var status =
        switch (rejection.type()) {
          case INVALID_ARGUMENT -> Status.INVALID_ARGUMENT;
          case NOT_FOUND -> Status.NOT_FOUND;
          case ALREADY_EXISTS -> Status.ALREADY_EXISTS;
          case INVALID_STATE -> Status.FAILED_PRECONDITION;
          case PROCESSING_ERROR, EXCEEDED_BATCH_RECORD_SIZE -> Status.INTERNAL;
        };
    return status.withDescription(rejection(command, rejection.type().name(), rejection.reason()));
  }

  static String rejection(Command command, String code, String reason) {
    return "Command '%s' rejected with code '%s': %s".formatted(intent(command), code, reason);
  }

  /// The command's name as clients know it.
  private static String intent(Command command) {
    return switch (command) {
      case InstanceCommand.Create create ->
          create.result() == null ? "CREATE" : "CREATE_WITH_AWAITING_RESULT";
      case DeploymentCommand.Create _ -> "CREATE";
      case InstanceCommand.Cancel _ -> "CANCEL";
      case JobCommand.Activate _ -> "ACTIVATE";
      case JobCommand.Complete _ -> "COMPLETE";
      case JobCommand.Fail _ -> "FAIL";
      case JobCommand.ThrowError _ -> "THROW_ERROR";
      case JobCommand.UpdateRetries _ -> "UPDATE_RETRIES";
      case JobCommand.UpdateTimeout _ -> "UPDATE_TIMEOUT";
      case VariableCommand.Set _ -> "UPDATE";
      case IncidentCommand.Resolve _ -> "RESOLVE";
      case MessageCommand.Publish _ -> "PUBLISH";
      case DeploymentCommand.Distribute _,
          DeploymentCommand.Acknowledge _,
          InstanceCommand.Continue _,
          JobCommand.TimeOut _,
          JobCommand.RecurAfterBackOff _,
          JobCommand.Yield _,
          MessageCommand.Expire _,
          SubscriptionCommand _,
          TimerCommand _,
          ChannelCommand _,
          IdempotencyCommand _,
          ExporterCommand _ ->
          command.getClass().getSimpleName();
    };
  }
}
