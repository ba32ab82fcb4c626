package io.orrery.transport.stream;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.orrery.transport.Brokers;
import io.orrery.transport.Topology;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The broker's end of the stream: serves gateways in other processes.
///
/// Runs on the threads of the connections and of the partitions; nothing here blocks.
public final class BrokerStreamService implements BindableService {

  private final Brokers brokers;
  private final Set<GatewayConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile Topology told;

  /// @param brokers the partitions to serve, usually those of this process
  public BrokerStreamService(Brokers brokers) {
    this.brokers = brokers;
    this.told = brokers.topology();
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(StreamMethod.SERVICE)
        .addMethod(StreamMethod.CONNECT, ServerCalls.asyncBidiStreamingCall(this::connect))
        .build();
  }

  /// Tells the gateways who is there if that has changed; to be called about once a second.
  public void tellTopology() {
    var now = brokers.topology();
    if (!now.equals(told)) {
      told = now;
      connections.forEach(connection -> connection.tell(now));
    }
  }

  /// Ends all streams.
  public void close() {
    connections.forEach(connection -> connection.end("the broker is shutting down"));
  }

  private StreamObserver<byte[]> connect(StreamObserver<byte[]> wire) {
    var connection =
        new GatewayConnection(
            brokers, (ServerCallStreamObserver<byte[]>) wire, connections::remove);
    connections.add(connection);
    return connection;
  }
}
