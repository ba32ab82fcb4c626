package io.orrery.operate.web;

import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.query.InvalidQueryException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/// Says with every answer how old it is, and lets a request wait for what its caller has done.
public record Freshness(ReadModel model, Duration patience) implements HandlerInterceptor {

  /// How old the answer is.
  public static final String AS_OF = "Orrery-As-Of";

  /// What the answer has to know.
  public static final String POSITION = "Orrery-Position";

  private static final Pattern TOKEN = Pattern.compile("(\\d{1,4}):(\\d{1,18})");
  private static final int MAX_TOKENS = 64;

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    var position = request.getHeader(POSITION);
    if (position != null) {
      await(position);
    }
    // Asked before the question itself, so an answer is never older than it says.
    response.setHeader(AS_OF, model.freshness().asOf().toString());
    return true;
  }

  private void await(String position) {
    var tokens = position.split(",", MAX_TOKENS + 1);
    if (tokens.length > MAX_TOKENS) {
      throw new InvalidQueryException(
          "%s names more than %d partitions".formatted(POSITION, MAX_TOKENS));
    }
    var end = System.nanoTime() + patience.toNanos();
    for (var token : tokens) {
      var parts = TOKEN.matcher(token.strip());
      if (!parts.matches()) {
        throw new InvalidQueryException(
            POSITION + " must be partition:position, such as 1:4711, separated by commas");
      }
      var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      var partition = Integer.parseInt(parts.group(1));
      if (!model.await(partition, Long.parseLong(parts.group(2)), left)) {
        throw new ProblemException(
            HttpStatus.GATEWAY_TIMEOUT,
            "NOT_YET_VISIBLE",
            "Position %s cannot be seen yet after %s".formatted(token.strip(), patience));
      }
    }
  }
}
