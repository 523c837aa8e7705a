package io.portreeve.gateway.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Spans that wait to be told, as many as there is room for; more are dropped and counted. */
final class Pending implements Consumer<Span> {
  /** Some seconds of the fastest gateway, and a few megabytes. */
  static final int MOST = 8_192;

  private final ArrayBlockingQueue<Span> spans = new ArrayBlockingQueue<>(MOST);
  private final LongAdder dropped = new LongAdder();

  /** Never blocks. */
  @Override
  public void accept(Span span) {
    if (!spans.offer(span)) {
      dropped.increment();
    }
  }

  List<Span> next(int most) {
    List<Span> next = new ArrayList<>();
    spans.drainTo(next, most);
    return next;
  }

  int waiting() {
    return spans.size();
  }

  long dropped() {
    return dropped.sum();
  }
}
