package io.orrery.system.hostile;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.KnownLength;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.orrery.gateway.protocol.GatewayGrpc;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A connection that sends whatever bytes it is given, and a well-behaved stub over the same one.
final class Raw implements AutoCloseable {

  private static final int SECONDS = 120;
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private final ManagedChannel channel;

  Raw(URI address) {
    channel =
        ManagedChannelBuilder.forAddress(address.getHost(), address.getPort())
            .usePlaintext()
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .build();
  }

  ManagedChannel channel() {
    return channel;
  }

  /// The stub for the same connection; every call has a deadline.
  GatewayGrpc.GatewayBlockingStub stub() {
    return GatewayGrpc.newBlockingStub(channel)
        .withDeadline(Deadline.after(SECONDS, TimeUnit.SECONDS));
  }

  /// Sends these bytes as the only request of a call and tells how the call ended.
  Status send(String method, byte[] request) throws Exception {
    return send(method, new ByteArrayInputStream(request), new Metadata());
  }

  /// Sends this many zeros.
  Status sendZeros(String method, int length) throws Exception {
    return send(method, new Zeros(length), new Metadata());
  }

  Status send(String method, InputStream request, Metadata headers) throws Exception {
    var call =
        channel.newCall(
            descriptor(method), CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS));
    var ended = new CompletableFuture<Status>();
    call.start(new Ending(ended), headers);
    call.request(Integer.MAX_VALUE);
    call.sendMessage(request);
    call.halfClose();
    return ended.get(2 * SECONDS, TimeUnit.SECONDS);
  }

  /// A call that never takes what it is sent.
  ClientCall<InputStream, InputStream> openDeaf(String method, byte[] request) {
    var call = channel.newCall(descriptor(method), CallOptions.DEFAULT);
    call.start(new Ending(new CompletableFuture<>()), new Metadata());
    call.sendMessage(new ByteArrayInputStream(request));
    call.halfClose();
    return call;
  }

  private static MethodDescriptor<InputStream, InputStream> descriptor(String method) {
    return MethodDescriptor.<InputStream, InputStream>newBuilder()
        .setType(MethodType.SERVER_STREAMING)
        .setFullMethodName("gateway_protocol.Gateway/" + method)
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static final class Bytes implements Marshaller<InputStream> {

    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  }

  private static final class Ending extends ClientCall.Listener<InputStream> {

    private final CompletableFuture<Status> ended;

    Ending(CompletableFuture<Status> ended) {
      this.ended = ended;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      ended.complete(status);
    }
  }

  /// Many zeros that take no memory.
  private static final class Zeros extends InputStream implements KnownLength {

    private int left;

    Zeros(int length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      var count = Math.min(left, length);
      Arrays.fill(into, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }

    @Override
    public int available() {
      return left;
    }
  }
}
