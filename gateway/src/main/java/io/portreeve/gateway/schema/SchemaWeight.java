package io.portreeve.gateway.schema;

/**
 * What a schema costs per value that it is asked about.
 *
 * @param expanded how many subschemas there are once every reference is written out
 * @param recursive how many references lead into a recursion; each may double the work per level
 * @param patterns the instructions of all its patterns; every character may meet each
 */
record SchemaWeight(long expanded, int recursive, long patterns) {
  private static final long MOST_WORK = 50_000_000;
  private static final int MOST_RECURSIVE_WORK = 100_000;
  private static final long MOST_MATCHING = 200_000_000;

  /** Whether a value of this many nodes, this depth and this much text is within the budget. */
  boolean allows(int nodes, int depth, long text) {
    double levels = recursive == 0 ? 1 : Math.pow(recursive, depth);
    return levels <= MOST_RECURSIVE_WORK
        && nodes * expanded <= MOST_WORK
        && text * patterns <= MOST_MATCHING;
  }
}
