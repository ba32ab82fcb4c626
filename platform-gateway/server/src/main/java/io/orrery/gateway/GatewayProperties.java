package io.orrery.gateway;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How the gateway listens, how long it waits and how much it takes at a time.
///
/// @param grpc the public gRPC listener
/// @param requestTimeout how long a request waits for its answer that does not say
/// @param maxRequests how many requests may wait for their answers
/// @param maxResults how many requests may wait for the ends of process instances
/// @param longPolling requests for jobs that wait until there are some
/// @param jobs jobs that are pushed to workers
/// @param contact where brokers listen for gateways, host:port each; only for a gateway that runs
///   as a process of its own
@ConfigurationProperties("orrery.gateway")
public record GatewayProperties(
    @DefaultValue Grpc grpc,
    @DefaultValue("15s") Duration requestTimeout,
    @DefaultValue("16384") int maxRequests,
    @DefaultValue("16384") int maxResults,
    @DefaultValue LongPolling longPolling,
    @DefaultValue Jobs jobs,
    @DefaultValue List<String> contact) {

  public GatewayProperties {
    positive("request-timeout", requestTimeout.toMillis());
    positive("max-requests", maxRequests);
    positive("max-results", maxResults);
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "orrery.gateway." + name + " must be greater than zero, but is " + value);
    }
  }

  /// The public gRPC listener.
  ///
  /// @param host the address to listen on, 0.0.0.0 for all
  /// @param port the port to listen on, 0 for any free one
  /// @param maxMessageSize how large a request or an answer may be
  /// @param maxMetadataSize how large the headers of a request may be
  /// @param minKeepAliveInterval how often a client may ping
  /// @param maxConnections how many connections may be open
  /// @param maxCallsPerConnection how many calls one connection may have open
  /// @param threads how many threads read and write connections, 0 for half of the processors
  public record Grpc(
      @DefaultValue("127.0.0.1") String host,
      @DefaultValue("26500") int port,
      @DefaultValue("4MB") DataSize maxMessageSize,
      @DefaultValue("16KB") DataSize maxMetadataSize,
      @DefaultValue("10s") Duration minKeepAliveInterval,
      @DefaultValue("4096") int maxConnections,
      @DefaultValue("10000") int maxCallsPerConnection,
      @DefaultValue("0") int threads) {

    public Grpc {
      positive("grpc.max-message-size", maxMessageSize.toBytes());
      positive("grpc.max-connections", maxConnections);
      positive("grpc.max-calls-per-connection", maxCallsPerConnection);
    }
  }

  /// Requests for jobs that wait until there are some.
  ///
  /// @param enabled whether they wait at all
  /// @param timeout how long a request waits that does not say
  /// @param probeInterval how often the oldest request of a job type asks again by itself
  /// @param maxParked how many requests may wait
  public record LongPolling(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("10s") Duration probeInterval,
      @DefaultValue("10000") int maxParked) {

    public LongPolling {
      positive("long-polling.timeout", timeout.toMillis());
      positive("long-polling.probe-interval", probeInterval.toMillis());
      positive("long-polling.max-parked", maxParked);
    }
  }

  /// Jobs that are pushed to workers.
  ///
  /// @param streamCapacity how many jobs a worker has at most, over all partitions, that streams
  ///   them without granting credit
  /// @param maxStreams how many workers may have jobs pushed
  public record Jobs(
      @DefaultValue("256") int streamCapacity, @DefaultValue("10000") int maxStreams) {

    public Jobs {
      positive("jobs.stream-capacity", streamCapacity);
      positive("jobs.max-streams", maxStreams);
    }
  }
}
