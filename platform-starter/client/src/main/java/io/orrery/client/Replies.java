package io.orrery.client;

import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Calls as futures; every failure is an {@link OrreryException}. */
final class Replies {

  private Replies() {}

  /** The single answer to a request. */
  static <Q, P> CompletableFuture<P> one(BiConsumer<Q, StreamObserver<P>> call, Q request) {
    One<P> reply = new One<>();
    call.accept(request, reply);
    return reply.future;
  }

  /** All answers to a request, once the last one is there. */
  static <Q, P> CompletableFuture<List<P>> all(BiConsumer<Q, StreamObserver<P>> call, Q request) {
    All<P> replies = new All<>();
    call.accept(request, replies);
    return replies.future;
  }

  private static final class One<P> implements StreamObserver<P> {

    private final CompletableFuture<P> future = new CompletableFuture<>();
    private @Nullable P answer;

    @Override
    public void onNext(P value) {
      answer = value;
    }

    @Override
    public void onError(Throwable problem) {
      future.completeExceptionally(OrreryException.of(problem));
    }

    @Override
    public void onCompleted() {
      P value = answer;
      if (value == null) {
        future.completeExceptionally(
            new OrreryException(StatusCode.INTERNAL, "the platform sent no answer", null));
      } else {
        future.complete(value);
      }
    }
  }

  private static final class All<P> implements StreamObserver<P> {

    private final CompletableFuture<List<P>> future = new CompletableFuture<>();
    private final List<P> answers = new ArrayList<>();

    @Override
    public void onNext(P value) {
      answers.add(value);
    }

    @Override
    public void onError(Throwable problem) {
      future.completeExceptionally(OrreryException.of(problem));
    }

    @Override
    public void onCompleted() {
      future.complete(answers);
    }
  }
}
