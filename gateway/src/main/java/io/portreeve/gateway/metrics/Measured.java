package io.portreeve.gateway.metrics;

/** Something that has numbers. */
@FunctionalInterface
public interface Measured {
  /** Writes its families, whole, as they are now. May block; for any thread. */
  void measure(MetricsPage page);
}
