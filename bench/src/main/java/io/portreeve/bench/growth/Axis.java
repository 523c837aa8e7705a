package io.portreeve.bench.growth;

import java.util.List;
import java.util.Locale;

/** What there may be much of, while there is little of everything else. */
enum Axis {
  UPSTREAMS(List.of(1, 10, 100)),
  TOOLS(List.of(10, 100, 1_000, 10_000)),
  RULES(List.of(1, 10, 100, 1_000)),
  PRINCIPALS(List.of(1, 1_000, 100_000));

  private final List<Integer> counts;

  Axis(List<Integer> counts) {
    this.counts = counts;
  }

  /** How many there are, from few to many. */
  List<Integer> counts() {
    return counts;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
