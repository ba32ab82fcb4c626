package io.orrery.operate.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import io.orrery.operate.RecordingEngine;
import io.orrery.operate.command.Engine;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

@OperateTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SignInTest {

  private static final String CANCEL = "/v2/process-instances/1/cancellation";
  private static final String WHO = "/v2/authentication/me";

  private final RecordingEngine engine;
  private final int port;

  SignInTest(Engine engine, @LocalServerPort int port) {
    this.engine = (RecordingEngine) engine;
    this.port = port;
  }

  @BeforeEach
  void forgetWhatWasAsked() {
    engine.asked.clear();
  }

  @Test
  void opensASessionThatKnowsTheUser() {
    var me = signedIn("operator").get(WHO);

    assertThat(me.path("username").asString()).isEqualTo("operator");
    assertThat(me.path("roles").toString()).isEqualTo("[\"viewer\",\"operator\"]");
    assertThat(me.path("canOperate").asBoolean()).isTrue();
    assertThat(me.path("canAdminister").asBoolean()).isFalse();
  }

  @Test
  void refusesAWrongPasswordAndAnUnknownNameAlike() {
    var wrong = signIn("operator", "guess");
    var unknown = signIn("nobody", "guess");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo(unknown.body());
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  @Test
  void makesANameWaitAfterTooManyFailures() {
    for (var at = 0; at < FailedSignIns.MAX_FAILURES; at++) {
      signIn("guessed", "guess" + at);
    }

    assertThat(signIn("guessed", "again").statusCode()).isEqualTo(429);
    assertThat(signIn("viewer", "viewer").statusCode()).isEqualTo(204);
  }

  @Test
  void needsTheTokenOfTheSessionForOperations() {
    var caller = signedIn("operator");
    var token = cookie(caller.call("GET", WHO, null), "X-CSRF-TOKEN").orElseThrow();

    // when
    var without = caller.call("POST", CANCEL, "{}");
    caller.with("X-CSRF-TOKEN", "another");
    var with = caller.call("POST", CANCEL, "{}");

    // then
    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(without.body()).contains("\"title\":\"CSRF\"");
    assertThat(with.statusCode()).isEqualTo(403);
    assertThat(engine.asked).isEmpty();
    assertThat(token).isNotBlank();
  }

  @Test
  void takesAnOperationWithTheToken() {
    var session = session(signIn("operator", "operator"));
    var first = new Caller(port).with("Cookie", session).call("GET", WHO, null);
    var token = cookie(first, "X-CSRF-TOKEN").orElseThrow();

    var answer =
        new Caller(port)
            .with("Cookie", session + "; X-CSRF-TOKEN=" + token)
            .with("X-CSRF-TOKEN", token)
            .call("PATCH", "/v2/jobs/7", "{\"changeset\":{\"retries\":3}}");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(engine.asked).contains("retries 7 3");
  }

  @Test
  void forgetsASessionThatSignsOut() {
    var session = session(signIn("viewer", "viewer"));
    var token =
        cookie(new Caller(port).with("Cookie", session).call("GET", WHO, null), "X-CSRF-TOKEN")
            .orElseThrow();
    var caller =
        new Caller(port)
            .with("Cookie", session + "; X-CSRF-TOKEN=" + token)
            .with("X-CSRF-TOKEN", token);

    assertThat(caller.call("POST", "/logout", "{}").statusCode()).isEqualTo(204);
    assertThat(caller.call("GET", WHO, null).statusCode()).isEqualTo(401);
  }

  @Test
  void sendsHeadersThatProtectTheConsole() {
    var headers = new Caller(port).call("GET", "/", null).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
  }

  @Test
  void saysHowOneCanSignIn() {
    var ways = new Caller(port).get("/v2/authentication/sign-in");

    assertThat(ways.path("form").asBoolean()).isTrue();
    assertThat(ways.path("oidc").isEmpty()).isTrue();
    assertThat(ways.path("demoUser").asBoolean()).isFalse();
  }

  private Caller signedIn(String user) {
    return new Caller(port).with("Cookie", session(signIn(user, user)));
  }

  private HttpResponse<String> signIn(String name, String password) {
    return new Caller(port)
        .call(
            "POST",
            "/login",
            "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  private static String session(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(204);
    return "JSESSIONID=" + cookie(answer, "JSESSIONID").orElseThrow();
  }

  private static Optional<String> cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
