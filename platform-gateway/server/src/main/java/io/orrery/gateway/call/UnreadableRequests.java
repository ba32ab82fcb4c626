package io.orrery.gateway.call;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets a service see that a request is no valid message: it gets null instead, and can answer.
/// Otherwise each such request would be an unknown error to its sender and a stack trace to us.
public final class UnreadableRequests {

  /// What the sender gets to see.
  public static final Status STATUS =
      Status.INVALID_ARGUMENT.withDescription(
          "Expected one valid request message, but got none or one that cannot be read");

  private UnreadableRequests() {}

  /// The same service, with null for what cannot be read.
  public static ServerServiceDefinition asNull(ServerServiceDefinition service) {
    var descriptor = service.getServiceDescriptor();
    var described =
        ServiceDescriptor.newBuilder(descriptor.getName())
            .setSchemaDescriptor(descriptor.getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (var method : service.getMethods()) {
      var tolerant = tolerant(method);
      methods.add(tolerant);
      described.addMethod(tolerant.getMethodDescriptor());
    }
    var definition = ServerServiceDefinition.builder(described.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> tolerant(ServerMethodDefinition<Q, A> method) {
    var descriptor = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        descriptor.toBuilder()
            .setRequestMarshaller(new Tolerant<>(descriptor.getRequestMarshaller()))
            .build(),
        method.getServerCallHandler());
  }

  private record Tolerant<Q>(MethodDescriptor.Marshaller<Q> strict)
      implements MethodDescriptor.Marshaller<Q> {

    @Override
    public InputStream stream(Q value) {
      return strict.stream(value);
    }

    @Override
    public @Nullable Q parse(InputStream stream) {
      try {
        return strict.parse(stream);
      } catch (StatusRuntimeException e) {
        return null;
      }
    }
  }
}
