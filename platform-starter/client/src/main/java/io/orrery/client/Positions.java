package io.orrery.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.function.Consumer;

/** Asks with every call where its effects stand, and tells that before the call is answered. */
final class Positions implements ClientInterceptor {

  private static final Metadata.Key<String> KEY =
      Metadata.Key.of("orrery-position", Metadata.ASCII_STRING_MARSHALLER);
  private static final String WANTED = "wanted";

  private final Consumer<String> listener;

  Positions(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public <Q, P> ClientCall<Q, P> interceptCall(
      MethodDescriptor<Q, P> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<P> responses, Metadata headers) {
        headers.put(KEY, WANTED);
        super.start(telling(responses), headers);
      }
    };
  }

  private <P> ClientCall.Listener<P> telling(ClientCall.Listener<P> responses) {
    return new SimpleForwardingClientCallListener<>(responses) {
      @Override
      public void onClose(Status status, Metadata trailers) {
        String position = trailers.get(KEY);
        if (position != null) {
          listener.accept(position);
        }
        super.onClose(status, trailers);
      }
    };
  }
}
