package io.orrery.operate.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A provider of OpenID Connect: discovery, the code flow with PKCE, signed tokens, user info. It
/// asks nobody anything and signs in whom the test names.
final class FakeProvider implements AutoCloseable {

  static final String CLIENT = "orrery-console";
  static final String SECRET = "not-so-secret";
  private static final int LIFE_SECONDS = 300;

  /// What it says about whoever signs in.
  volatile Map<String, Object> claims = Map.of("sub", "nobody");

  private final RSAKey key;
  private final HttpServer http;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  FakeProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("of-today").generate();
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException | JOSEException e) {
      throw new IllegalStateException(e);
    }
    http.createContext("/.well-known/openid-configuration", it -> answer(it, discovery()));
    http.createContext("/keys", it -> answer(it, new JWKSet(key.toPublicJWK()).toJSONObject()));
    http.createContext("/authorize", this::authorize);
    http.createContext("/token", this::token);
    http.createContext("/userinfo", it -> answer(it, claims));
    http.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private Map<String, Object> discovery() {
    return Map.of(
        "issuer",
        issuer(),
        "authorization_endpoint",
        issuer() + "/authorize",
        "token_endpoint",
        issuer() + "/token",
        "userinfo_endpoint",
        issuer() + "/userinfo",
        "jwks_uri",
        issuer() + "/keys",
        "response_types_supported",
        new String[] {"code"},
        "subject_types_supported",
        new String[] {"public"},
        "id_token_signing_alg_values_supported",
        new String[] {"RS256"});
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var asked = form(exchange.getRequestURI().getRawQuery());
    var code = UUID.randomUUID().toString();
    codes.put(code, asked);
    var state = URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8);
    var back = "%s?code=%s&state=%s".formatted(asked.get("redirect_uri"), code, state);
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /// A code is good once, for who has asked for it.
  private void token(HttpExchange exchange) throws IOException {
    var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var asked = codes.remove(form.getOrDefault("code", ""));
    var credentials =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    var sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (asked == null || !("Basic " + credentials).equals(sent) || !isVerified(asked, form)) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    var idClaims = new HashMap<>(claims);
    idClaims.put("nonce", asked.getOrDefault("nonce", ""));
    answer(
        exchange,
        Map.of(
            "access_token",
            sign(CLIENT, LIFE_SECONDS, claims),
            "token_type",
            "Bearer",
            "expires_in",
            LIFE_SECONDS,
            "id_token",
            sign(CLIENT, LIFE_SECONDS, idClaims)));
  }

  private static boolean isVerified(Map<String, String> asked, Map<String, String> form) {
    var challenge = asked.get("code_challenge");
    return challenge == null || challenge.equals(digest(form.getOrDefault("code_verifier", "")));
  }

  private static String digest(String text) {
    try {
      var bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A token for somebody.
  ///
  /// @param lifeSeconds how long it is good, negative if it was
  String sign(String audience, int lifeSeconds, Map<String, Object> said) {
    var now = Instant.now();
    var all =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(audience)
            .issueTime(Date.from(now.minusSeconds(2L * LIFE_SECONDS)))
            .expirationTime(Date.from(now.plusSeconds(lifeSeconds)));
    said.forEach(all::claim);
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), all.build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static Map<String, String> form(@Nullable String text) {
    Map<String, String> form = new HashMap<>();
    for (var part : Objects.requireNonNullElse(text, "").split("&")) {
      var pair = part.split("=", 2);
      form.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1]));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, Map<String, ?> said) throws IOException {
    var bytes = JsonMapper.shared().writeValueAsBytes(said);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
