package io.portreeve.gateway.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what became of uses and what would have, and keeps those where the two differ. */
public final class Tally {
  private final int most;
  private final Map<Verdict, Map<Verdict, Integer>> counts = new EnumMap<>(Verdict.class);
  private final List<Difference> differences = new ArrayList<>();
  private int refusedOtherwise;
  private int incomplete;

  /**
   * A tally that keeps at most so many differences.
   *
   * @param most how many are kept; all are counted
   */
  public Tally(int most) {
    this.most = most;
  }

  /** A use of which something else would have become. */
  public record Difference(RecordedUse use, Replay.Answer was, Replay.Answer now) {}

  /** Takes what became of a use, and what would have. */
  public void take(RecordedUse use, Replay.Answer was, Replay.Answer now) {
    counts
        .computeIfAbsent(was.verdict(), _ -> new EnumMap<>(Verdict.class))
        .merge(now.verdict(), 1, Integer::sum);
    if (use.asked().isEmpty() || use.subject().isEmpty()) {
      incomplete++;
    }
    boolean known = was.verdict() != Verdict.UNKNOWN && now.verdict() != Verdict.UNKNOWN;
    if (known && was.verdict() != now.verdict() && differences.size() < most) {
      differences.add(new Difference(use, was, now));
    }
  }

  /** Takes one that was refused before or beside the rules: they would not have been asked. */
  public void refusedOtherwise() {
    refusedOtherwise++;
  }

  public int count(Verdict was, Verdict now) {
    return counts.getOrDefault(was, Map.of()).getOrDefault(now, 0);
  }

  /** All that were judged again. */
  public int all() {
    return counts.values().stream()
        .flatMap(inner -> inner.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** Those of which it cannot be told. */
  public int unknown() {
    int now = 0;
    for (Verdict was : Verdict.values()) {
      now += count(was, Verdict.UNKNOWN);
    }
    return now + count(Verdict.UNKNOWN, Verdict.ALLOWED) + count(Verdict.UNKNOWN, Verdict.DENIED);
  }

  /** Of the unknown ones, those whose record lacks the sender or the thing. */
  public int incomplete() {
    return incomplete;
  }

  public int others() {
    return refusedOtherwise;
  }

  /** The first of them, in the order of the log. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  public boolean isDifferent() {
    return count(Verdict.ALLOWED, Verdict.DENIED) + count(Verdict.DENIED, Verdict.ALLOWED) > 0;
  }
}
