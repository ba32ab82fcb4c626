package io.orrery.operate.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/// Notes who turned the clock. It belongs to the gateway, which knows no users and only runs beside
/// Operate, so what it was asked and how it answered is all that can be noted.
public record ClockAudit(Audit audit) implements HandlerInterceptor {

  /// What it turns.
  public static final String PATHS = "/v2/clock/**";

  /// There is one clock, without a key.
  private static final long NO_KEY = 0;

  private static final String ENTITY = "CLOCK";

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    var operation = request.getMethod().equals("PUT") ? "PIN_CLOCK" : "RESET_CLOCK";
    var actor = actor(request.getUserPrincipal());
    var status = response.getStatus();
    if (failure == null && status < HttpStatus.BAD_REQUEST.value()) {
      audit.succeeded(actor, operation, ENTITY, NO_KEY);
    } else {
      var reason = failure == null ? String.valueOf(HttpStatus.resolve(status)) : "" + failure;
      audit.failed(actor, operation, ENTITY, NO_KEY, reason);
    }
  }

  private static String actor(@Nullable Principal user) {
    return user == null ? "nobody" : user.getName();
  }
}
