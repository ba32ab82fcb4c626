package io.orrery.operate.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import io.orrery.operate.RecordingEngine;
import io.orrery.operate.command.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/// Users who sign in with a provider, and API clients with its tokens.
@OperateTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class OidcTest {

  private static final FakeProvider PROVIDER = new FakeProvider();
  private static final String CANCEL = "/v2/process-instances/1/cancellation";
  private static final String WHO = "/v2/authentication/me";

  private final RecordingEngine engine;
  private final int port;

  OidcTest(Engine engine, @LocalServerPort int port) {
    this.engine = (RecordingEngine) engine;
    this.port = port;
  }

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    var client = "spring.security.oauth2.client.";
    properties.add(client + "registration.house.client-id", () -> FakeProvider.CLIENT);
    properties.add(client + "registration.house.client-secret", () -> FakeProvider.SECRET);
    properties.add(client + "registration.house.client-name", () -> "The house");
    properties.add(client + "registration.house.scope", () -> "openid,profile");
    properties.add(client + "provider.house.issuer-uri", PROVIDER::issuer);
    properties.add(client + "provider.house.user-name-attribute", () -> "preferred_username");
    properties.add("orrery.operate.oidc.roles.staff", () -> "operator");
  }

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  private static Map<String, Object> claims(String user, String role) {
    return Map.of(
        "sub",
        "7-" + user,
        "preferred_username",
        user,
        "name",
        "Dr " + user,
        "roles",
        List.of("gardener", role));
  }

  @Test
  void offersTheProviderBesideLocalUsers() {
    var ways = new Caller(port).get("/v2/authentication/sign-in");

    assertThat(ways.path("form").asBoolean()).isTrue();
    assertThat(ways.path("oidc").path(0).path("name").asString()).isEqualTo("The house");
    assertThat(ways.path("oidc").path(0).path("url").asString())
        .isEqualTo("/oauth2/authorization/house");
  }

  @Test
  void signsAUserInByTheCodeFlowWithTheRolesOfTheProvider() throws Exception {
    PROVIDER.claims = claims("ann", "staff");

    var me = new Caller(port).with("Cookie", signIn()).get(WHO);

    assertThat(me.path("username").asString()).isEqualTo("ann");
    assertThat(me.path("displayName").asString()).isEqualTo("Dr ann");
    assertThat(me.path("roles").toString()).isEqualTo("[\"viewer\",\"operator\"]");
  }

  @Test
  void letsAUserWithoutARoleSeeNothing() throws Exception {
    PROVIDER.claims = claims("bob", "cook");

    var answer = new Caller(port).with("Cookie", signIn()).call("GET", WHO, null);

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void letsAUserWithoutARoleSignOut() throws Exception {
    // given
    PROVIDER.claims = claims("bob", "cook");
    var session = signIn();
    var refused = new Caller(port).with("Cookie", session).call("GET", WHO, null);
    var token = cookie(refused, "X-CSRF-TOKEN");

    // when
    var ended =
        new Caller(port)
            .with("Cookie", session + "; " + token)
            .with("X-CSRF-TOKEN", token.split("=", 2)[1])
            .call("POST", "/logout", null);

    // then
    assertThat(ended.statusCode()).isEqualTo(204);
    var after = new Caller(port).with("Cookie", session).call("GET", WHO, null);
    assertThat(after.statusCode()).isEqualTo(401);
  }

  @Test
  void letsOneTryAgainWhoseSignInFailed() throws Exception {
    var back = "/login/oauth2/code/house?error=access_denied&state=unknown";

    var failed = new Caller(port).call("GET", back, null);

    assertThat(location(failed).toString()).endsWith("/?sign-in=failed");
    assertThat(new Caller(port).get("/v2/authentication/sign-in").path("oidc").size()).isOne();
    PROVIDER.claims = claims("ann", "staff");
    assertThat(signIn()).isNotEmpty();
  }

  @Test
  void asksForTheTokenOfTheSessionAsOfEveryUser() throws Exception {
    PROVIDER.claims = claims("ann", "admin");

    var answer = new Caller(port).with("Cookie", signIn()).call("POST", CANCEL, "{}");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("CSRF");
  }

  @Test
  void letsAnApiClientActWithAToken() {
    var token = PROVIDER.sign(FakeProvider.CLIENT, 60, claims("robot", "staff"));
    engine.asked.clear();

    assertThat(bearer(token).get(WHO).path("username").asString()).isEqualTo("robot");
    assertThat(bearer(token).call("POST", CANCEL, "{}").statusCode()).isEqualTo(204);
    assertThat(engine.asked).containsExactly("cancel 1");
  }

  @Test
  void holdsAnApiClientToItsRole() {
    var token = PROVIDER.sign(FakeProvider.CLIENT, 60, claims("robot", "viewer"));

    assertThat(bearer(token).call("POST", CANCEL, "{}").statusCode()).isEqualTo(403);
    assertThat(bearer(token).call("GET", WHO, null).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesTokensForOthersTokensOfYesterdayAndForgedOnes() {
    var said = claims("robot", "admin");
    var forOthers = PROVIDER.sign("another-application", 60, said);
    var old = PROVIDER.sign(FakeProvider.CLIENT, -120, said);
    var good = PROVIDER.sign(FakeProvider.CLIENT, 60, said);
    try (var stranger = new FakeProvider()) {
      var strange = stranger.sign(FakeProvider.CLIENT, 60, said);

      for (var token : List.of(forOthers, old, strange, good + "x", "no-token")) {
        var problem = Caller.json(bearer(token).call("GET", WHO, null), 401);
        assertThat(problem.path("detail").asString()).startsWith("The token is not accepted");
      }
    }
  }

  @Test
  void stillTakesLocalUsersByHttpBasic() {
    assertThat(new Caller(port).as("viewer").get(WHO).path("username").asString())
        .isEqualTo("viewer");
  }

  private Caller bearer(String token) {
    return new Caller(port).with("Authorization", "Bearer " + token);
  }

  /// Goes the way of a browser.
  ///
  /// @return the cookie of the session
  private String signIn() throws IOException, InterruptedException {
    var begun = new Caller(port).call("GET", "/oauth2/authorization/house", null);
    var provider = location(begun);
    assertThat(provider.toString()).startsWith(PROVIDER.issuer() + "/authorize?");
    var back = location(get(provider));
    var path = back.getRawPath() + "?" + back.getRawQuery();
    var ended = new Caller(port).with("Cookie", session(begun)).call("GET", path, null);
    assertThat(location(ended).getPath()).isEqualTo("/");
    return session(ended);
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private static String session(HttpResponse<String> answer) {
    return cookie(answer, "JSESSIONID");
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.split(";", 2)[0])
        .findFirst()
        .orElseThrow();
  }
}
