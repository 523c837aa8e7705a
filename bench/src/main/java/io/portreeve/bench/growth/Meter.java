package io.portreeve.bench.growth;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Times by a thread's own processor time: on a shared machine the clock measures the neighbours.
 */
final class Meter {
  private static final ThreadMXBean THREADS = threads();

  private final long roundNanos;
  private final int rounds;

  /** What was said last, so that the compiler cannot leave it out. */
  private Object last = "";

  private int number;

  /** What one costs. */
  record Cost(double nanos, double bytes) {}

  Meter(long roundNanos, int rounds) {
    this.roundNanos = roundNanos;
    this.rounds = rounds;
  }

  private static ThreadMXBean threads() {
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean) {
      return bean;
    }
    throw new IllegalStateException("this JVM counts no allocated bytes");
  }

  /** Processor time of all threads. */
  static long cpuNanos() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean) {
      return bean.getProcessCpuTime();
    }
    throw new IllegalStateException("this JVM counts no processor time");
  }

  /** What is left on the heap once everything that nobody needs is gone. */
  static double heapMib() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }

  /** Medians over the rounds, after as much of warming up. */
  Cost of(IntFunction<?> act) {
    Cost _ = round(act, rounds * roundNanos);
    List<Cost> costs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      costs.add(round(act, roundNanos));
    }
    return new Cost(
        median(costs.stream().map(Cost::nanos).toList()),
        median(costs.stream().map(Cost::bytes).toList()));
  }

  private Cost round(IntFunction<?> act, long enough) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long begun = THREADS.getCurrentThreadCpuTime();
    long taken = 0;
    long count = 0;
    while (taken < enough) {
      last = act.apply(number++ & Integer.MAX_VALUE);
      count++;
      taken = THREADS.getCurrentThreadCpuTime() - begun;
    }
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    return new Cost((double) taken / count, (double) bytes / count);
  }

  Object last() {
    return last;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
