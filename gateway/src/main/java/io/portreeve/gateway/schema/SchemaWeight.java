package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonExtent;
import io.portreeve.mcp.json.JsonLeaves;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a schema costs per value that it is asked about.
 *
 * @param expanded how many subschemas there are once every reference is written out
 * @param recursive how many references lead into a recursion; each may double the work per level
 * @param patterns the instructions of all its patterns; every character may meet each
 * @param distinct how many subschemas compare all parts of a value with each other
 */
record SchemaWeight(long expanded, int recursive, long patterns, int distinct) {
  private static final long MOST_WORK = 50_000_000;
  private static final int MOST_RECURSIVE_WORK = 100_000;
  private static final long MOST_MATCHING = 200_000_000;

  /** Texts that were made to have one hash make every set of them a list. */
  private static final long MOST_COMPARING = 20_000_000;

  /** So many take some 30 MB once they are a tree. */
  private static final int MOST_VALUES = 150_000;

  /** Whether the value, which holds so many, is within the budget. */
  boolean allows(Json json, int values) {
    double levels = recursive == 0 ? 1 : Math.pow(recursive, JsonExtent.levels(json));
    return values <= MOST_VALUES
        && levels <= MOST_RECURSIVE_WORK
        && work(values) <= MOST_WORK
        && (patterns == 0 || characters(json) * patterns <= MOST_MATCHING)
        && (distinct == 0 || Likeness.cost(json) * distinct <= MOST_COMPARING);
  }

  /** What so many values may take, in values times subschemas. */
  long work(int values) {
    return values * expanded;
  }

  /** Characters of all texts, names included. */
  private static long characters(Json json) {
    AtomicLong all = new AtomicLong();
    JsonLeaves.LeafVisitor count = (_, text) -> all.addAndGet(text.length());
    JsonLeaves.forEachString(json, count, count);
    return all.get();
  }
}
