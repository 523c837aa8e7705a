package io.portreeve.bench.scale;

import java.util.Arrays;

/** Numbers of which quantiles are wanted. */
final class Sample {
  private double[] values = new double[1024];
  private int count;

  void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  /** The smallest value that this part of all does not exceed; 0 where there is none. */
  double quantile(double part) {
    if (count == 0) {
      return 0;
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[Math.clamp((int) Math.ceil(part * count) - 1, 0, count - 1)];
  }
}
