package io.portreeve.onnx.serving;

import io.portreeve.onnx.model.NoScore;
import io.portreeve.onnx.model.Scores;
import io.portreeve.onnx.model.TextScorer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Gives the length of a text as its score, once it may go on. */
final class SlowScorer implements TextScorer, AutoCloseable {
  /** What it throws at. */
  static final String FAULTY = "faulty";

  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final Semaphore begun = new Semaphore(0);
  private final AtomicInteger unwanted = new AtomicInteger();
  private final List<String> scored = new CopyOnWriteArrayList<>();

  /** One that may go on from the beginning. */
  static SlowScorer prompt() {
    SlowScorer scorer = new SlowScorer();
    scorer.goOn();
    return scorer;
  }

  @Override
  public Scores score(String text, BooleanSupplier wanted) throws NoScore {
    if (!wanted.getAsBoolean()) {
      unwanted.incrementAndGet();
      throw new IllegalStateException("nobody waits");
    }
    if (text.equals(FAULTY)) {
      throw new IllegalStateException(text);
    }
    scored.add(text);
    begun.release();
    try {
      mayGoOn.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
    return new Scores(List.of((double) text.length()));
  }

  void goOn() {
    mayGoOn.countDown();
  }

  /** Nobody waits for it for ever, whatever a test found. */
  @Override
  public void close() {
    goOn();
  }

  void awaitBegun() throws InterruptedException {
    begun.acquire();
  }

  int begun() {
    return begun.availablePermits();
  }

  List<String> scored() {
    return scored;
  }

  int unwanted() {
    return unwanted.get();
  }
}
