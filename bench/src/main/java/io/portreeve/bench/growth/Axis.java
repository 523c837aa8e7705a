package io.portreeve.bench.growth;

import java.util.List;
import java.util.Locale;

/** What there may be much of, while there is little of everything else. */
enum Axis {
  UPSTREAMS,
  TOOLS,
  RULES,
  PRINCIPALS;

  /** How many there are, from few to many. */
  List<Integer> counts() {
    return switch (this) {
      case UPSTREAMS -> List.of(1, 10, 100);
      case TOOLS -> List.of(10, 100, 1_000, 10_000);
      case RULES -> List.of(1, 10, 100, 1_000);
      case PRINCIPALS -> List.of(1, 1_000, 100_000);
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
