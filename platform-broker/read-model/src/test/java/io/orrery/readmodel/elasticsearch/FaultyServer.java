package io.orrery.readmodel.elasticsearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An HTTP server in front of Elasticsearch, or in its place, that does what a test wants: answers
/// wrongly, late or not at all, or hands requests on. Keeps its port all the time.
public final class FaultyServer implements AutoCloseable {

  private static final Set<String> NOT_HANDED_ON =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "expect");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// What comes back.
  public record Answer(int status, String body, Map<String, String> headers) {

    /// As Elasticsearch says it.
    public static Answer json(int status, String body) {
      return new Answer(
          status,
          body,
          Map.of("Content-Type", "application/json", "X-Elastic-Product", "Elasticsearch"));
    }

    Answer without(String header) {
      var fewer = new java.util.TreeMap<>(headers);
      fewer.keySet().removeIf(header::equalsIgnoreCase);
      return new Answer(status, body, fewer);
    }
  }

  /// What was asked.
  public record Request(
      String method, String path, Map<String, List<String>> headers, String body) {

    public String header(String name) {
      return headers.entrySet().stream()
          .filter(each -> each.getKey().equalsIgnoreCase(name))
          .map(each -> String.join(",", each.getValue()))
          .findFirst()
          .orElse("");
    }

    public boolean isBulk() {
      return path.contains("_bulk");
    }
  }

  /// What is done with a request.
  public interface Rule {

    /// @return null to give no answer at all and hang up
    @Nullable Answer answer(Request request, FaultyServer server) throws IOException;
  }

  /// Hands everything on.
  public static final Rule FAITHFUL = (request, server) -> server.handOn(request);

  /// Hangs up.
  public static final Rule DEAF = (_, _) -> null;

  /// Answers what nobody can make sense of.
  public static final Rule GARBAGE =
      (_, _) -> new Answer(200, "<html>\u0000 soon back }{", Map.of("Content-Type", "text/html"));

  /// Answers as Elasticsearch would, but what it says cannot be read.
  public static final Rule TORN = (_, _) -> Answer.json(200, "{\"took\":1,\"errors\":fal");

  /// Answers every request with an error.
  public static Rule status(int status) {
    return (_, _) ->
        Answer.json(
            status,
            "{\"error\":{\"type\":\"faulty\",\"reason\":\"says the test\"},\"status\":%d}"
                .formatted(status));
  }

  /// Hands on, after a while.
  public static Rule slow(Duration delay) {
    return (request, server) -> {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return server.handOn(request);
    };
  }

  /// Hands on, as soon as the test says so.
  public static Rule held(CountDownLatch until) {
    return (request, server) -> {
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
      return server.handOn(request);
    };
  }

  /// Does that only to requests that write.
  public static Rule forBulk(Rule rule) {
    return (request, server) -> (request.isBulk() ? rule : FAITHFUL).answer(request, server);
  }

  /// As OpenSearch, which does not know Elasticsearch's names for JSON and does not say its name.
  public static final Rule LIKE_OPEN_SEARCH =
      (request, server) -> {
        if (request.header("Content-Type").contains("vnd.elasticsearch")) {
          return new Answer(
              406,
              "{\"error\":\"Content-Type is not supported\"}",
              Map.of("Content-Type", "application/json"));
        }
        var answer = server.handOn(request);
        return answer.without("X-Elastic-Product");
      };

  /// Lets nobody in who does not have this authorization.
  public static Rule guarded(String authorization, Rule rule) {
    return (request, server) ->
        request.header("Authorization").equals(authorization)
            ? rule.answer(request, server)
            : status(401).answer(request, server);
  }

  private final @Nullable URI upstream;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final boolean isSecure;
  private volatile Rule rule = FAITHFUL;
  private volatile boolean isRemembering;

  private FaultyServer(@Nullable URI upstream, @Nullable SSLContext tls) {
    this.upstream = upstream;
    this.isSecure = tls != null;
    this.server = listen(tls);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private static HttpServer listen(@Nullable SSLContext tls) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      if (tls == null) {
        return HttpServer.create(address, 0);
      }
      var secure = HttpsServer.create(address, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      return secure;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// In front of another server.
  public static FaultyServer inFrontOf(URI upstream) {
    return new FaultyServer(upstream, null);
  }

  /// In front of another server, and spoken to by TLS.
  public static FaultyServer inFrontOf(URI upstream, SSLContext tls) {
    return new FaultyServer(upstream, tls);
  }

  /// With nothing behind it.
  public static FaultyServer alone(Rule rule) {
    return new FaultyServer(null, null).obey(rule).remember();
  }

  public String url() {
    return "%s://localhost:%d"
        .formatted(isSecure ? "https" : "http", server.getAddress().getPort());
  }

  /// From now on does that.
  public FaultyServer obey(Rule wanted) {
    rule = wanted;
    return this;
  }

  /// From now on remembers what is asked.
  public FaultyServer remember() {
    isRemembering = true;
    return this;
  }

  /// What was asked and remembered so far.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body);
      if (isRemembering) {
        requests.add(request);
      }
      var answer = rule.answer(request, this);
      if (answer == null) {
        throw new IOException("the test wants no answer");
      }
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      var isEmpty = bytes.length == 0 || request.method().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), isEmpty ? -1 : bytes.length);
      if (!isEmpty) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /// What the server behind this one answers.
  public Answer handOn(Request request) throws IOException {
    var target = upstream;
    if (target == null) {
      throw new IOException("there is nothing behind this server");
    }
    var builder =
        HttpRequest.newBuilder(target.resolve(request.path()))
            .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach((name, values) -> {
          if (!NOT_HANDED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> builder.header(name, value));
          }
        });
    try {
      var response = HTTP.send(builder.build(), HttpResponse.BodyHandlers.ofString());
      var headers = new java.util.TreeMap<String, String>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      headers.keySet().removeIf(name -> NOT_HANDED_ON.contains(name) || name.startsWith(":"));
      return new Answer(response.statusCode(), response.body(), headers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
