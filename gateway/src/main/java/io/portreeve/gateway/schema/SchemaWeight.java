package io.portreeve.gateway.schema;

/**
 * What a schema costs per value that it is asked about.
 *
 * @param expanded how many subschemas there are once every reference is written out
 * @param recursive how many references lead into a recursion; each may double the work per level
 */
record SchemaWeight(long expanded, int recursive) {
  private static final long MOST_WORK = 50_000_000;
  private static final int MOST_RECURSIVE_WORK = 100_000;

  /** Whether a value of this many nodes and this depth is within the budget. */
  boolean allows(int nodes, int depth) {
    double levels = recursive == 0 ? 1 : Math.pow(Math.max(1, recursive), depth);
    return levels <= MOST_RECURSIVE_WORK && nodes * expanded <= MOST_WORK;
  }
}
