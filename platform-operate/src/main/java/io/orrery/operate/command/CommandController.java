package io.orrery.operate.command;

import io.orrery.operate.web.Freshness;
import io.orrery.operate.web.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What can be done to one instance, incident, job or scope.
@RestController
@RequestMapping("/v2")
public record CommandController(Commands commands) {

  private static final int MAX_RETRIES = 1_000;

  @PostMapping("/process-instances/{key}/cancellation")
  ResponseEntity<Void> cancel(@PathVariable long key, Authentication user) {
    return done(commands.cancel(user.getName(), key));
  }

  @PostMapping("/incidents/{key}/resolution")
  ResponseEntity<Void> resolve(
      @PathVariable long key,
      @RequestBody(required = false) @Nullable JsonNode body,
      Authentication user) {
    var retries =
        body == null ? null : part(body, "retries", Set.of("retries", "operationReference"));
    return done(
        retries == null
            ? commands.resolve(user.getName(), key)
            : commands.resolve(user.getName(), key, number("retries", retries, 1, MAX_RETRIES)));
  }

  @PutMapping("/element-instances/{key}/variables")
  ResponseEntity<Void> setVariables(
      @PathVariable long key, @RequestBody JsonNode body, Authentication user) {
    var names = Set.of("variables", "local", "operationReference");
    var variables = part(body, "variables", names);
    var local = part(body, "local", names);
    if (variables == null || !variables.isObject()) {
      throw invalid("variables must be an object");
    }
    if (local != null && !local.isBoolean()) {
      throw invalid("local must be true or false");
    }
    return done(
        commands.setVariables(
            user.getName(), key, variables.toString(), local != null && local.booleanValue()));
  }

  @PatchMapping("/jobs/{key}")
  ResponseEntity<Void> updateJob(
      @PathVariable long key, @RequestBody JsonNode body, Authentication user) {
    var changes = part(body, "changeset", Set.of("changeset", "operationReference"));
    if (changes == null) {
      throw invalid("changeset is missing");
    }
    var names = Set.of("retries", "timeout");
    var retries = part(changes, "retries", names);
    var timeout = part(changes, "timeout", names);
    if (retries == null && timeout == null) {
      throw invalid("changeset must have retries or timeout");
    }
    // Both are read before one is done.
    var attempts = retries == null ? 0 : number("retries", retries, 1, MAX_RETRIES);
    var millis = timeout == null ? 0 : number("timeout", timeout, 0, Integer.MAX_VALUE);
    var position = Optional.<String>empty();
    if (retries != null) {
      position = commands.updateRetries(user.getName(), key, attempts);
    }
    if (timeout != null) {
      position = commands.updateTimeout(user.getName(), key, Duration.ofMillis(millis));
    }
    return done(position);
  }

  /// Done, and from where on that can be seen.
  private static ResponseEntity<Void> done(Optional<String> position) {
    var answer = ResponseEntity.noContent();
    position.ifPresent(it -> answer.header(Freshness.POSITION, it));
    return answer.build();
  }

  private static @Nullable JsonNode part(JsonNode body, String name, Set<String> names) {
    if (!body.isObject()) {
      throw invalid("the body must be an object");
    }
    for (var present : body.propertyNames()) {
      if (!names.contains(present)) {
        throw invalid("there is no '%s' here; there are %s".formatted(present, names));
      }
    }
    var part = body.get(name);
    return part == null || part.isNull() ? null : part;
  }

  private static int number(String name, JsonNode value, int least, int most) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw invalid("%s must be a number from %d to %d".formatted(name, least, most));
    }
    return value.intValue();
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, "INVALID_ARGUMENT", detail);
  }
}
