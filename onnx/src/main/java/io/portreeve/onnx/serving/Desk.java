package io.portreeve.onnx.serving;

import io.portreeve.onnx.model.NoScore;
import io.portreeve.onnx.model.Scores;
import io.portreeve.onnx.model.TextScorer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Has a model work on questions: so many at once, so many that wait, each within its time.
 *
 * <p>Promise: one too many is refused at once. What is not scored in time is given up: if it still
 * waits it leaves the queue, if it is being worked on the model stops after the part that it is at.
 * A question that nobody waits for any more is treated likewise.
 */
final class Desk implements AutoCloseable {
  private final TextScorer model;
  private final Duration patience;
  private final ThreadPoolExecutor workers;

  /**
   * A desk with these bounds.
   *
   * @param workers that ask the model at the same time, each on a thread of the system: native code
   *     would hold one anyway
   * @param waiting questions that may wait for one of them
   * @param patience from the moment a question came until all its texts are scored
   */
  Desk(TextScorer model, int workers, int waiting, Duration patience) {
    this.model = model;
    this.patience = patience;
    this.workers =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("portreeve-onnx-", 0).daemon().factory(),
            new ThreadPoolExecutor.AbortPolicy());
  }

  /** Waits for what comes of it; {@code asked} says whether its asker still does. */
  Outcome ask(List<String> texts, BooleanSupplier asked) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    BooleanSupplier wanted = () -> System.nanoTime() - end < 0 && asked.getAsBoolean();
    FutureTask<List<Scores>> task = new FutureTask<>(() -> scores(texts, wanted));
    try {
      workers.execute(task);
    } catch (RejectedExecutionException full) {
      return new Outcome.Full();
    }
    try {
      return new Outcome.Scored(task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      return new Outcome.Late();
    } catch (ExecutionException failed) {
      return wanted.getAsBoolean()
          ? new Outcome.Failed(why(Objects.requireNonNull(failed.getCause())))
          : new Outcome.Late();
    } finally {
      // Not by an interrupt: native code does not hear it.
      boolean _ = task.cancel(false);
      boolean _ = workers.remove(task);
    }
  }

  /** Of a fault of ours only its kind: who knows what it quotes. */
  private static String why(Throwable cause) {
    return cause instanceof NoScore
        ? String.valueOf(cause.getMessage())
        : "a fault of ours, " + cause.getClass().getName();
  }

  private List<Scores> scores(List<String> texts, BooleanSupplier wanted) throws NoScore {
    List<Scores> scores = new ArrayList<>();
    for (String text : texts) {
      scores.add(model.score(text, wanted));
    }
    return scores;
  }

  /** Questions that wait for a worker. */
  int waiting() {
    return workers.getQueue().size();
  }

  /** Takes no more questions, and returns when nobody works any more: then the model may go. */
  @Override
  public void close() {
    workers.close();
  }
}
