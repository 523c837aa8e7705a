package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.ModelFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The bytes of an answer while they come, within its limits: who reads waits no longer than they
 * allow, is told with {@link Broken} what was exceeded, and an interrupt ends it at once. What is
 * closed before its end is told to the sender, who can stop.
 */
final class AnswerBody extends InputStream implements BodySubscriber<AnswerBody> {
  private sealed interface Arrived {}

  private record Bytes(List<ByteBuffer> buffers) implements Arrived {}

  private record End() implements Arrived {}

  private record Failed() implements Arrived {}

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final AnswerLimits limits;
  private final long begun = System.nanoTime();
  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
  private final AtomicReference<Subscription> source = new AtomicReference<>();
  private List<ByteBuffer> waiting = List.of();
  private ByteBuffer current = NOTHING;
  private long read;
  private boolean ended;

  AnswerBody(AnswerLimits limits) {
    this.limits = limits;
  }

  @Override
  public CompletionStage<AnswerBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source.set(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(new Bytes(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Failed());
  }

  @Override
  public void onComplete() {
    arrived.add(new End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    while (!current.hasRemaining()) {
      if (!advance()) {
        return -1;
      }
    }
    int size = Math.min(length, current.remaining());
    current.get(into, offset, size);
    return size;
  }

  /** Goes on to the next bytes; false if there are no more. */
  private boolean advance() throws IOException {
    while (waiting.isEmpty()) {
      if (ended) {
        return false;
      }
      await();
    }
    current = waiting.getFirst();
    waiting = waiting.subList(1, waiting.size());
    read += current.remaining();
    if (read > limits.bytes()) {
      throw new Broken(
          Kind.UNREADABLE, "The model's answer has more than " + limits.bytes() + " bytes.");
    }
    return true;
  }

  private void await() throws IOException {
    switch (poll()) {
      case Bytes bytes -> {
        waiting = bytes.buffers();
        source.get().request(1);
      }
      case End _ -> ended = true;
      case Failed _ ->
          throw new Broken(Kind.UNREACHABLE, "The connection to the model broke in its answer.");
    }
  }

  private Arrived poll() throws IOException {
    long left = limits.whole().toNanos() - (System.nanoTime() - begun);
    long silence = limits.silence().toNanos();
    try {
      // A sender that never pauses must not go on for ever: what is there is not looked at then.
      Arrived next = left < 0 ? null : arrived.poll(Math.min(left, silence), TimeUnit.NANOSECONDS);
      if (next != null) {
        return next;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("given up");
    }
    throw new Broken(
        Kind.UNREACHABLE,
        left < silence
            ? "The model's answer was not whole within " + limits.whole().toSeconds() + " s."
            : "Nothing came from the model for " + limits.silence().toSeconds() + " s.");
  }

  @Override
  public void close() {
    Subscription subscription = source.get();
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
