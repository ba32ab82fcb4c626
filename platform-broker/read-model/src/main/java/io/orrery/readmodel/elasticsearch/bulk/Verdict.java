package io.orrery.readmodel.elasticsearch.bulk;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.bulk.OperationType;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What became of one operation of a request that was answered.
enum Verdict {
  /// It is done, or was done before.
  DONE,
  /// It may be done when it is sent again.
  LATER,
  /// It will never be done.
  REFUSED;

  /// Errors with status 400 that are about the state of the cluster and not about the document.
  private static final Set<String> PASSING =
      Set.of(
          "validation_exception",
          "index_closed_exception",
          "cluster_block_exception",
          "process_cluster_event_timeout_exception",
          "illegal_state_exception");

  /// Parts of what an `illegal_argument_exception` says when it is about settings of an index.
  private static final Set<String> ABOUT_SETTINGS =
      Set.of("no write index is defined", "more than one index", "pipeline with id");

  static Verdict of(BulkResponseItem item) {
    var error = item.error();
    if (error == null) {
      return DONE;
    }
    return switch (item.status()) {
      case 409 -> item.operationType() == OperationType.Update ? LATER : DONE;
      case 404 -> "document_missing_exception".equals(error.type()) ? REFUSED : LATER;
      case 400 -> isPassing(error) ? LATER : REFUSED;
      default -> LATER;
    };
  }

  private static boolean isPassing(ErrorCause error) {
    return PASSING.contains(Objects.requireNonNullElse(error.type(), ""))
        || ABOUT_SETTINGS.stream().anyMatch(words -> says(error.reason(), words));
  }

  private static boolean says(@Nullable String reason, String words) {
    return reason != null && reason.contains(words);
  }

  /// The error in words, with what caused it.
  static String reason(BulkResponseItem item) {
    var error = item.error();
    if (error == null) {
      return "";
    }
    var cause = error.causedBy();
    var text = error.type() + ": " + error.reason();
    return cause == null ? text : text + ", caused by " + cause.type() + ": " + cause.reason();
  }
}
