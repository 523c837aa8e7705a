package io.portreeve.bench.scale;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What one thing costs, in seconds of the one that does it, as measured on one machine;
 * docs/scale.md says how. They are to be replaced by those of another machine, and not to be
 * believed there.
 *
 * @param nodeCall processor time of a node for a call
 * @param take Redis: one limit is counted
 * @param read Redis: a conversation is looked at, of which the newest is known
 * @param swap Redis: a conversation is written
 * @param find Redis: a session is found
 * @param info Redis: {@code INFO}, with the mark of the shared secret
 * @param poll PostgreSQL: one worker answers a poll that finds nothing
 * @param lookUp PostgreSQL: one worker finds a key or a definition
 * @param commit PostgreSQL: share of the disk of a commit beside others
 * @param turn PostgreSQL: a write that others of its kind wait for
 * @param claim PostgreSQL: the same for a call that a person has to approve
 * @param connect PostgreSQL: a connection is made
 */
record Costs(
    double nodeCall,
    double take,
    double read,
    double swap,
    double find,
    double info,
    double poll,
    double lookUp,
    double commit,
    double turn,
    double claim,
    double connect) {
  /** How many requests PostgreSQL worked on at once where it was measured. */
  static final int WORKERS = 2;

  /**
   * So many of each in a second, by name, as measured on two shared processors; {@code bench/scale
   * stores} measures those of others.
   */
  private static final Map<String, Double> RATES =
      Map.ofEntries(
          Map.entry("node-call", 15_625.0),
          Map.entry("take", 30_093.0),
          Map.entry("read", 21_367.0),
          Map.entry("swap", 17_621.0),
          Map.entry("find", 33_259.0),
          Map.entry("info", 27_586.0),
          Map.entry("poll", 28_224.0),
          Map.entry("look-up", 26_575.0),
          Map.entry("own", 3_115.0),
          Map.entry("turn", 364.0),
          Map.entry("claim", 175.0),
          Map.entry("connect", 72.0));

  /** What was measured for the documentation. */
  static Costs measured() {
    return of(Map.of());
  }

  /** With other rates where there are some; names that are not known are refused. */
  static Costs of(Map<String, Double> others) {
    Map<String, Double> rates = new HashMap<>(RATES);
    others.forEach((name, rate) -> {
      if (!RATES.containsKey(name) || !(rate > 0)) {
        throw new IllegalArgumentException(
            "`" + name + "` is no rate; there are " + new TreeSet<>(RATES.keySet()));
      }
      rates.put(name, rate);
    });
    ToDoubleFunction<String> each = name -> 1 / Objects.requireNonNull(rates.get(name));
    return new Costs(
        each.applyAsDouble("node-call"),
        each.applyAsDouble("take"),
        each.applyAsDouble("read"),
        each.applyAsDouble("swap"),
        each.applyAsDouble("find"),
        each.applyAsDouble("info") + each.applyAsDouble("take"),
        WORKERS * each.applyAsDouble("poll"),
        WORKERS * each.applyAsDouble("look-up"),
        each.applyAsDouble("own"),
        each.applyAsDouble("turn"),
        each.applyAsDouble("claim"),
        each.applyAsDouble("connect"));
  }
}
