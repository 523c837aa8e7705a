package io.portreeve.bench.controls;

import com.sun.management.ThreadMXBean;
import io.portreeve.guard.Exchange;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Times steps by their thread's own processor time: on a shared machine the wall clock measures the
 * neighbours. Between two batches a new conversation begins, which is in no figure.
 */
final class Stopwatch {
  private static final int BATCH = 32;

  /**
   * How much longer than a round it may take with all that is not timed: to begin a conversation
   * with a long word of the user's costs a thousand times what the quickest control does.
   */
  private static final int PATIENCE = 4;

  private final ThreadMXBean clock;
  private final long roundNanos;

  /** What was said last, so that the compiler cannot leave it out. */
  private Object last = "";

  Stopwatch(long roundNanos) {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean)) {
      throw new IllegalStateException("this JVM counts no allocated bytes");
    }
    this.clock = bean;
    this.roundNanos = roundNanos;
  }

  /** What a message costs in one round; a round ends with the batch that fills it, or sooner. */
  Cost round(Step step, Supplier<Exchange> exchanges) {
    long nanos = 0;
    long bytes = 0;
    long count = 0;
    long latest = clock.getCurrentThreadCpuTime() + PATIENCE * roundNanos;
    while (count == 0 || (nanos < roundNanos && clock.getCurrentThreadCpuTime() < latest)) {
      Exchange exchange = exchanges.get();
      long allocated = clock.getCurrentThreadAllocatedBytes();
      long begun = clock.getCurrentThreadCpuTime();
      for (int i = 0; i < BATCH; i++) {
        last = step.judge().apply(exchange);
      }
      nanos += Math.max(1, clock.getCurrentThreadCpuTime() - begun);
      bytes += clock.getCurrentThreadAllocatedBytes() - allocated;
      count += BATCH;
    }
    return new Cost((double) nanos / count, (double) bytes / count);
  }

  /** What was said in the last round. */
  Said said() {
    return Said.of(last);
  }

  /** The medians of both, each by itself. */
  static Cost median(List<Cost> rounds) {
    return new Cost(
        middle(rounds.stream().map(Cost::nanos).toList()),
        middle(rounds.stream().map(Cost::bytes).toList()));
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(Comparator.naturalOrder());
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
