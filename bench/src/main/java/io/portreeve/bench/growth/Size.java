package io.portreeve.bench.growth;

/**
 * How much a gateway has.
 *
 * @param tools of each upstream
 * @param principals each with a key and a folder of his own
 */
record Size(Axis axis, int upstreams, int tools, int rules, int principals) {
  private static final int FEW = 10;

  /** No server shows more at once: a message has bounds. */
  private static final int PAGE = 1_000;

  /** So many of one thing, and of the others a few or one. */
  static Size of(Axis axis, int count) {
    return switch (axis) {
      case UPSTREAMS -> new Size(axis, count, FEW, 1, 1);
      case TOOLS -> new Size(axis, 1, count, 1, 1);
      case RULES -> new Size(axis, 1, FEW, count, 1);
      case PRINCIPALS -> new Size(axis, 1, FEW, 1, count);
    };
  }

  /** How many tools stand on a page of a list. */
  int page() {
    return Math.min(tools, PAGE);
  }

  /** How many there are of what there is much of. */
  int count() {
    return switch (axis) {
      case UPSTREAMS -> upstreams;
      case TOOLS -> tools;
      case RULES -> rules;
      case PRINCIPALS -> principals;
    };
  }
}
