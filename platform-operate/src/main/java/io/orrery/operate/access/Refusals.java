package io.orrery.operate.access;

import io.orrery.operate.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/// Says why somebody is not let in. Never asks a browser for HTTP Basic: it would send the password
/// to other sites' requests as well.
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String BEARER = "Bearer ";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
      throws IOException {
    if (problem instanceof PasswordSignIn.TooManyFailuresException) {
      write(request, response, HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_FAILURES", problem);
      return;
    }
    Problems.write(
        response,
        request.getRequestURI(),
        HttpStatus.UNAUTHORIZED,
        "UNAUTHENTICATED",
        reason(request.getHeader("Authorization"), problem));
  }

  private static String reason(@Nullable String given, AuthenticationException problem) {
    if (given == null) {
      return "Sign in first, or send a name and password by HTTP Basic";
    }
    return given.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? "The token is not accepted: " + problem.getMessage()
        : "The name or the password is wrong";
  }

  private static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      String title,
      Exception problem)
      throws IOException {
    Problems.write(
        response, request.getRequestURI(), status, title, String.valueOf(problem.getMessage()));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException problem)
      throws IOException {
    var isCsrf = problem instanceof CsrfException;
    Problems.write(
        response,
        request.getRequestURI(),
        HttpStatus.FORBIDDEN,
        isCsrf ? "CSRF" : "FORBIDDEN",
        isCsrf
            ? "The header X-CSRF-TOKEN is missing or is not the one of this session"
            : "Your roles do not allow " + request.getMethod() + " " + request.getRequestURI());
  }
}
