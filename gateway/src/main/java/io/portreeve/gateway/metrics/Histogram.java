package io.portreeve.gateway.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts durations by how long they are, from a millisecond to a minute and above. */
public final class Histogram {
  private static final long[] MILLIS = {
    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000
  };

  private static final List<Double> BOUNDS = bounds();

  private final LongAdder[] counts =
      Stream.generate(LongAdder::new).limit(BOUNDS.size()).toArray(LongAdder[]::new);
  private final LongAdder nanos = new LongAdder();

  private static List<Double> bounds() {
    List<Double> bounds = new ArrayList<>();
    for (long millis : MILLIS) {
      bounds.add(millis / 1_000.0);
    }
    bounds.add(Double.POSITIVE_INFINITY);
    return List.copyOf(bounds);
  }

  /** Counts one; less than nothing, as after a clock was set back, counts as nothing. */
  public void add(Duration duration) {
    long length = Math.max(0, TimeUnit.NANOSECONDS.convert(duration));
    int at = 0;
    while (at < MILLIS.length && length > MILLIS[at] * 1_000_000) {
      at++;
    }
    counts[at].increment();
    nanos.add(length);
  }

  /**
   * What was counted until now.
   *
   * @param bounds in seconds, each the most that its count holds; the last has no end
   * @param counts of each bound, those of smaller ones left out
   * @param sum in seconds
   */
  record Counted(List<Double> bounds, List<Long> counts, double sum) {}

  Counted counted() {
    List<Long> now = Stream.of(counts).map(LongAdder::sum).toList();
    return new Counted(BOUNDS, now, nanos.sum() / 1e9);
  }
}
