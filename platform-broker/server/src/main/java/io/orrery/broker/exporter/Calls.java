package io.orrery.broker.exporter;

import java.util.function.Supplier;

/// Calls into code that is not ours.
final class Calls {

  private static final int MAX_DESCRIPTION = 2_000;

  private Calls() {}

  /// Calls with the class loader of the exporter in place, by which its libraries find their parts.
  static <T> T within(ClassLoader classes, Supplier<T> call) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      return call.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /// A failure in words, with what caused it, bounded.
  static String describe(Throwable failure) {
    var text = new StringBuilder(describeOne(failure));
    var cause = failure.getCause();
    for (var depth = 0; cause != null && depth < 5; depth++) {
      text.append(", caused by ").append(describeOne(cause));
      cause = cause.getCause();
    }
    return text.substring(0, Math.min(MAX_DESCRIPTION, text.length()));
  }

  private static String describeOne(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getName()
        : failure.getClass().getSimpleName() + ": " + message;
  }
}
