package io.orrery.operate.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import io.orrery.operate.RecordingEngine;
import io.orrery.operate.command.Engine;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Walks over everything that the application registers.
@OperateTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class EveryEndpointTest {

  private static final Set<String> OPEN =
      Set.of("POST /login", "GET /v2/authentication/sign-in", "GET /v2/topology", "GET /v2/status");

  /// What a viewer may send although it is not a GET: questions with a body.
  private static final Set<String> QUESTIONS =
      Set.of(
          "POST /v2/batch-operation-items/search",
          "POST /v2/batch-operations/search",
          "POST /v2/element-instances/search",
          "POST /v2/element-instances/{key}/incidents/search",
          "POST /v2/incidents/search",
          "POST /v2/incidents/statistics/process-instances-by-error",
          "POST /v2/jobs/search",
          "POST /v2/message-subscriptions/search",
          "POST /v2/messages/search",
          "POST /v2/process-definitions/search",
          "POST /v2/process-definitions/statistics/process-instances",
          "POST /v2/process-definitions/statistics/process-instances-by-version",
          "POST /v2/process-definitions/{key}/statistics/element-instances",
          "POST /v2/process-instances/search",
          "POST /v2/process-instances/{key}/incidents/search",
          "POST /v2/timers/search",
          "POST /v2/variables/search");

  private final List<String> endpoints;
  private final RecordingEngine engine;
  private final int port;

  EveryEndpointTest(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
      Engine engine,
      @LocalServerPort int port) {
    this.endpoints =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(EveryEndpointTest::names)
            .filter(name -> !name.endsWith(" /error"))
            .sorted()
            .toList();
    this.engine = (RecordingEngine) engine;
    this.port = port;
  }

  private static Stream<String> names(RequestMappingInfo mapping) {
    var methods = mapping.getMethodsCondition().getMethods();
    var all = methods.isEmpty() ? List.of(RequestMethod.values()) : methods;
    return all.stream()
        .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path));
  }

  @BeforeEach
  void forgetWhatWasAsked() {
    engine.asked.clear();
  }

  @Test
  void refusesWhoeverHasNotSignedIn() {
    var closed = endpoints.stream().filter(name -> !OPEN.contains(name)).toList();

    assertThat(closed).hasSizeGreaterThan(30);
    assertThat(closed)
        .allSatisfy(name -> assertThat(status(new Caller(port), name)).isEqualTo(401));
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void refusesAViewerWhatIsNotAQuestion() {
    var operations =
        endpoints.stream()
            .filter(name -> !name.startsWith("GET") && !OPEN.contains(name))
            .filter(name -> !QUESTIONS.contains(name))
            .toList();

    assertThat(operations)
        .contains("POST /v2/audit-logs/search", "PUT /v2/clock", "POST /v2/clock/reset")
        .hasSizeGreaterThan(10);
    assertThat(operations)
        .allSatisfy(name -> assertThat(status(new Caller(port).as("viewer"), name)).isEqualTo(403));
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void showsTheAuditLogToAdminsAlone() {
    var ofAudit = endpoints.stream().filter(name -> name.contains("/v2/audit-logs")).toList();

    assertThat(ofAudit).hasSize(2);
    assertThat(ofAudit)
        .allSatisfy(name -> {
          assertThat(status(new Caller(port).as("operator"), name)).isEqualTo(403);
          assertThat(status(new Caller(port).as("admin"), name)).isIn(200, 404);
        });
  }

  @Test
  void letsAViewerAskEveryQuestion() {
    assertThat(endpoints).containsAll(QUESTIONS);
    assertThat(QUESTIONS)
        .allSatisfy(name -> assertThat(status(new Caller(port).as("viewer"), name)).isIn(200, 404));
  }

  private static int status(Caller caller, String name) {
    var parts = name.split(" ");
    var body = parts[0].equals("GET") ? null : "{}";
    return caller.call(parts[0], parts[1].replace("{key}", "404"), body).statusCode();
  }
}
