package io.orrery.system.harness;

import io.camunda.zeebe.client.ZeebeClient;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.net.URI;
import java.time.Duration;

/// The published Java client, connected.
public final class Clients {

  private static final Metadata.Key<String> IDEMPOTENCY_KEY =
      Metadata.Key.of("idempotency-key", Metadata.ASCII_STRING_MARSHALLER);

  private Clients() {}

  public static ZeebeClient connect(URI address, ClientInterceptor... interceptors) {
    return ZeebeClient.newClientBuilder()
        .grpcAddress(address)
        .usePlaintext()
        .preferRestOverGrpc(false)
        .defaultRequestTimeout(Duration.ofMinutes(1))
        .withInterceptors(interceptors)
        .build();
  }

  /// A client whose every request has this idempotency key.
  public static ZeebeClient connectWithIdempotencyKey(URI address, String key) {
    return connect(address, new Header(key));
  }

  private record Header(String key) implements ClientInterceptor {

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          headers.put(IDEMPOTENCY_KEY, key);
          super.start(listener, headers);
        }
      };
    }
  }
}
