package io.orrery.examples.webhook;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordJson;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Posts incidents, new and resolved ones, to an address, one request each.
///
/// The address should answer 2xx. After any other answer the same incident is posted again later: a
/// receiver can tell by partition and position that it has it already. No answer, 429 and 5xx mean
/// that it takes nothing now, whatever is posted; anything else counts against the incident.
public final class IncidentWebhook implements Exporter {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private @Nullable URI url;
  private @Nullable ExporterController controller;

  @Override
  public void configure(ExporterSetup setup) {
    var argument = setup.arguments().get("url");
    if (argument == null) {
      throw new IllegalArgumentException("args.url is missing: where to post incidents");
    }
    url = URI.create(argument.toString());
    if (url.getHost() == null) {
      throw new IllegalArgumentException("args.url must be like http://host/path, not " + url);
    }
    setup.filter(new Incidents());
  }

  /// Events about incidents. Other records are not even built.
  private static final class Incidents implements RecordFilter {
    @Override
    public boolean acceptsType(RecordType type) {
      return type == RecordType.EVENT;
    }

    @Override
    public boolean acceptsValue(ValueType type) {
      return type == ValueType.INCIDENT;
    }
  }

  @Override
  public void open(ExporterController given) {
    controller = given;
  }

  @Override
  public void export(Record record) throws InterruptedException {
    if (url == null || controller == null) {
      throw new IllegalStateException("Expected to be open");
    }
    var request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(RecordJson.bytes(record)))
            .build();
    int status = status(request);
    var answer = "%s answered %d".formatted(url, status);
    if (status == TOO_MANY_REQUESTS || status / 100 == 5) {
      throw new DestinationUnavailableException(answer);
    } else if (status / 100 != 2) {
      throw new IllegalStateException(answer);
    }
    controller.acknowledge(record.position());
  }

  private int status(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new DestinationUnavailableException(url + " does not answer", e);
    }
  }
}
