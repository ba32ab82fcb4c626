package io.orrery.examples.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.MessageValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Incidents that are posted to an address.
class IncidentWebhookTest {

  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final Broker broker = new Broker();
  private final IncidentWebhook exporter = new IncidentWebhook();
  private final HttpServer server;
  private volatile int answer = 204;

  IncidentWebhookTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    server.createContext("/incidents", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Map<String, Object> arguments() {
    var address = server.getAddress();
    return Map.of(
        "url", "http://%s:%d/incidents".formatted(address.getHostString(), address.getPort()));
  }

  private void open() {
    exporter.configure(new Configuration(arguments(), broker));
    exporter.open(broker);
  }

  private static Record record(long position) {
    // What it is about is of no interest here: the filter sees to that.
    var value =
        new MessageValue("m", "k", "", 0, -1, RecordValue.Json.EMPTY, RecordValue.DEFAULT_TENANT);
    return new Record(
        1,
        position,
        -1,
        5,
        0,
        RecordType.EVENT,
        ValueType.INCIDENT,
        "CREATED",
        Record.NOT_REJECTED,
        "",
        "8.6.0",
        1,
        -1,
        value);
  }

  @Test
  void postsAndAcknowledges() throws Exception {
    open();
    exporter.export(record(3));

    assertThat(posted).hasSize(1);
    assertThat(posted.get(0)).contains("\"position\":3,").contains("\"intent\":\"CREATED\"");
    assertThat(broker.acknowledged).isEqualTo(3);
  }

  @Test
  void blamesNoIncidentWhileTheAddressTakesNothing() {
    open();
    for (int status : new int[] {429, 500, 503}) {
      answer = status;
      assertThatThrownBy(() -> exporter.export(record(3)))
          .isInstanceOf(DestinationUnavailableException.class)
          .hasMessageEndingWith("answered " + status);
    }
    server.stop(0);
    assertThatThrownBy(() -> exporter.export(record(3)))
        .isInstanceOf(DestinationUnavailableException.class)
        .hasMessageEndingWith("does not answer");
    assertThat(broker.acknowledged).isEqualTo(-1);
  }

  @Test
  void failsWhenTheAddressRefusesAnIncident() {
    open();
    answer = 400;

    assertThatThrownBy(() -> exporter.export(record(3)))
        .isNotInstanceOf(DestinationUnavailableException.class)
        .hasMessageEndingWith("answered 400");
    assertThat(broker.acknowledged).isEqualTo(-1);
  }

  @Test
  void wantsIncidentsOnly() {
    open();

    assertThat(broker.filter.acceptsValue(ValueType.INCIDENT)).isTrue();
    assertThat(broker.filter.acceptsValue(ValueType.JOB)).isFalse();
    assertThat(broker.filter.acceptsType(RecordType.COMMAND)).isFalse();
  }

  @Test
  void refusesToWorkWithoutAnAddress() {
    assertThatThrownBy(() -> exporter.configure(new Configuration(Map.of(), broker)))
        .hasMessage("args.url is missing: where to post incidents");
    assertThatThrownBy(
            () -> exporter.configure(new Configuration(Map.of("url", "nowhere"), broker)))
        .hasMessage("args.url must be like http://host/path, not nowhere");
  }

  private record Configuration(Map<String, Object> arguments, Broker broker)
      implements ExporterSetup {

    @Override
    public String exporterId() {
      return "webhook";
    }

    @Override
    public int partitionId() {
      return 1;
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public Logger logger() {
      return LoggerFactory.getLogger("webhook");
    }

    @Override
    public void filter(RecordFilter wanted) {
      broker.filter = wanted;
    }
  }

  /// Remembers what it is told.
  private static final class Broker implements ExporterController {

    private RecordFilter filter = new RecordFilter() {};
    private long acknowledged = -1;

    @Override
    public void acknowledge(long position) {
      acknowledged = position;
    }

    @Override
    public long acknowledgedPosition() {
      return acknowledged;
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      return () -> {};
    }
  }
}
