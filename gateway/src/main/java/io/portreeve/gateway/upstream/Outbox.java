package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a server is told while nobody waits for it, one message after the other. A server that does
 * not take what it asked for is given up: else it could make us keep answers without end.
 */
final class Outbox {
  /** How many messages may wait. */
  static final int MOST = 256;

  /** How many in a row may fail to be told. */
  static final int MOST_FAILURES = 16;

  private final Telling telling;
  private final Consumer<String> undelivered;
  private final Runnable giveUp;
  private final Deque<RpcMessage> waiting = new ArrayDeque<>();
  private boolean running;
  private boolean over;

  /** In a row, also when the queue was empty in between; touched by the one thread that tells. */
  private int failures;

  /**
   * @param undelivered told why a message could not be delivered
   * @param giveUp run at most once, on a thread of its own
   */
  Outbox(Telling telling, Consumer<String> undelivered, Runnable giveUp) {
    this.telling = telling;
    this.undelivered = undelivered;
    this.giveUp = giveUp;
  }

  /** Tells one message; may block. */
  @FunctionalInterface
  interface Telling {
    void tell(RpcMessage message) throws UpstreamException, InterruptedException;
  }

  /** Never blocks. */
  synchronized void add(RpcMessage message) {
    if (over) {
      return;
    }
    if (waiting.size() == MOST) {
      end();
      return;
    }
    waiting.add(message);
    if (!running) {
      running = true;
      var _ = Thread.ofVirtual().start(this::run);
    }
  }

  private void run() {
    for (Optional<RpcMessage> next = next(); next.isPresent(); next = next()) {
      failures = told(next.get()) ? 0 : failures + 1;
      if (failures == MOST_FAILURES) {
        end();
      }
    }
  }

  private boolean told(RpcMessage message) {
    try {
      telling.tell(message);
      return true;
    } catch (UpstreamException failed) {
      undelivered.accept(String.valueOf(failed.getMessage()));
      return false;
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Optional<RpcMessage> next() {
    Optional<RpcMessage> next = Optional.ofNullable(waiting.poll());
    running = next.isPresent();
    return next;
  }

  private synchronized void end() {
    if (!over) {
      over = true;
      waiting.clear();
      undelivered.accept("the server does not read; it is given up");
      var _ = Thread.ofVirtual().start(giveUp);
    }
  }
}
