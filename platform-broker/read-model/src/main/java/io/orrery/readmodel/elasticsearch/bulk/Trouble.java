package io.orrery.readmodel.elasticsearch.bulk;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;

/// Why a whole request failed, and what is to be done about it.
///
/// @param status the HTTP status, 0 if there was no answer
/// @param reason in words
record Trouble(Remedy remedy, int status, String reason, Exception cause) {

  /// What may help.
  enum Remedy {
    /// To send less at once: it is too large, or something in it is wrong.
    DIVIDE,
    /// To send it again soon.
    REPEAT,
    /// Nothing but time, or an operator.
    WAIT
  }

  private static final int MAX_REASON = 500;

  static Trouble of(Exception failure) {
    int status = Causes.status(failure);
    return new Trouble(remedy(status, failure), status, reason(failure), failure);
  }

  private static Remedy remedy(int status, Exception failure) {
    return switch (status) {
      case 400, 413 -> Remedy.DIVIDE;
      case 401, 403, 404, 405, 406 -> Remedy.WAIT;
      default -> isLate(failure) ? Remedy.WAIT : Remedy.REPEAT;
    };
  }

  /// Whether it took so long already that a second try now would only take as long again.
  private static boolean isLate(Exception failure) {
    return Causes.include(failure, SocketTimeoutException.class, TimeoutException.class);
  }

  /// In one line: the servers between may answer with whole pages.
  private static String reason(Exception failure) {
    var message = failure.getMessage();
    var name = failure.getClass().getSimpleName();
    var text = message == null || message.isBlank() ? name : name + ": " + message;
    var line = text.replaceAll("\\s+", " ");
    return line.substring(0, Math.min(MAX_REASON, line.length()));
  }
}
