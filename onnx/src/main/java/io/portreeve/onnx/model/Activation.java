package io.portreeve.onnx.model;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** What makes scores of the numbers that a graph gives. */
public enum Activation {
  /** The labels exclude each other: their scores sum up to 1. */
  SOFTMAX {
    @Override
    double[] scores(double[] numbers) {
      double highest = DoubleStream.of(numbers).max().orElse(0);
      double[] powers =
          DoubleStream.of(numbers).map(number -> Math.exp(number - highest)).toArray();
      double sum = DoubleStream.of(powers).sum();
      return DoubleStream.of(powers).map(power -> power / sum).toArray();
    }
  },
  /** Each label for itself. */
  SIGMOID {
    @Override
    double[] scores(double[] numbers) {
      return DoubleStream.of(numbers).map(number -> 1 / (1 + Math.exp(-number))).toArray();
    }
  },
  /** The graph gives scores already. */
  NONE {
    @Override
    double[] scores(double[] numbers) {
      return numbers;
    }
  };

  abstract double[] scores(double[] numbers);

  /** As it is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
