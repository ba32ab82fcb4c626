package io.orrery.transport.stream;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A wire that takes packets when the test lets it.
final class FakeWire extends ServerCallStreamObserver<byte[]> {

  final List<byte[]> written = new CopyOnWriteArrayList<>();
  volatile boolean ready;
  volatile boolean broken;

  @Override
  public void onNext(byte[] packet) {
    if (broken) {
      throw new IllegalStateException("the call is cancelled");
    }
    written.add(packet);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public boolean isCancelled() {
    return broken;
  }

  @Override
  public void onError(Throwable problem) {}

  @Override
  public void onCompleted() {}

  @Override
  public void setOnCancelHandler(@Nullable Runnable handler) {}

  @Override
  public void setOnReadyHandler(@Nullable Runnable handler) {}

  @Override
  public void setCompression(String compression) {}

  @Override
  public void setMessageCompression(boolean enable) {}

  @Override
  public void disableAutoInboundFlowControl() {}

  @Override
  public void request(int count) {}
}
