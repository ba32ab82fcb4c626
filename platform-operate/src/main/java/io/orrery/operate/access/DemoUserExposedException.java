package io.orrery.operate.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// The platform would listen to others with a user whose password everybody knows.
final class DemoUserExposedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoUserExposedException(@Nullable InetAddress address) {
    super(
        "The user demo with the password demo is for loopback only, but server.address is "
            + (address == null ? "not set, which means everywhere" : address.getHostAddress()));
  }

  /// Says it at start-up in words instead of a stack trace.
  static final class Analyzer extends AbstractFailureAnalyzer<DemoUserExposedException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, DemoUserExposedException cause) {
      return new FailureAnalysis(
          cause.getMessage(),
          "Name users in orrery.operate.users (name, password hash, roles), or configure OpenID"
              + " Connect, or set server.address to 127.0.0.1, or start without Operate"
              + " (--read-model none).",
          cause);
    }
  }
}
