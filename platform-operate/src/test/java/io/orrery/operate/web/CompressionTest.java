package io.orrery.operate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.Caller;
import io.orrery.operate.OperateTest;
import io.orrery.operate.search.MemoryReadModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

@OperateTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CompressionTest {

  private static final String ENCODING = "Content-Encoding";

  private final MemoryReadModel model;
  private final int port;

  CompressionTest(MemoryReadModel model, @LocalServerPort int port) {
    this.model = model;
    this.port = port;
  }

  @Test
  void compressesAnswersForThoseWhoTakeIt() {
    model.xml.put(91L, "<definitions>" + "<process/>".repeat(2_000) + "</definitions>");
    var path = "/v2/process-definitions/91/xml";

    var plain = new Caller(port).as("viewer").call("GET", path, null);
    var packed =
        new Caller(port).as("viewer").with("Accept-Encoding", "gzip").call("GET", path, null);

    assertThat(plain.headers().firstValue(ENCODING)).isEmpty();
    assertThat(plain.body()).hasSizeGreaterThan(10_000);
    assertThat(packed.headers().firstValue(ENCODING)).hasValue("gzip");
    assertThat(packed.body().length()).isLessThan(plain.body().length() / 5);
  }

  @Test
  void sendsEventsAsTheyAre() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v2/events"))
            .header("Accept-Encoding", "gzip")
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("viewer:viewer".getBytes()))
            .build();
    var answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (var stream = answer.body()) {
      assertThat(answer.headers().firstValue(ENCODING)).isEmpty();
      assertThat(new String(stream.readNBytes(11))).isEqualTo("event:moved");
    }
  }
}
