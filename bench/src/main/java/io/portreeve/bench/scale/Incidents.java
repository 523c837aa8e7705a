package io.portreeve.bench.scale;

import java.util.SplittableRandom;

/** What becomes of many nodes when something that they share is away for a while. */
record Incidents(int nodes, Demand demand, long seed) {
  /** The longest that a node waits for a connection to a Redis of which nothing is heard. */
  private static final double SILENT = 2;

  /** After so long a node gives up a statement of which it hears nothing. */
  private static final double GIVEN_UP = 3;

  private static final double BUCKET = 0.1;

  /**
   * Redis was away.
   *
   * @param refused calls that were refused
   * @param last seconds from its return until the last node uses it
   * @param burst connections that it gets in the worst tenth of a second
   */
  record Failover(long refused, double last, int burst) {}

  /**
   * A Redis that is away for so long, and says so by refusing connections, or says nothing: then a
   * node tries until its time is over, and looks again after its pause.
   */
  Failover redisAway(double seconds, boolean silent) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] buckets = new int[(int) ((SILENT + Demand.LOOK) / BUCKET) + 2];
    double lost = 0;
    double last = 0;
    for (int i = 0; i < nodes; i++) {
      double at = random.nextDouble() * Demand.LOOK;
      while (at < seconds) {
        at += (silent ? SILENT : 0) + Simulation.shortened(Demand.LOOK, random);
      }
      lost += at;
      last = Math.max(last, at - seconds);
      buckets[(int) ((at - seconds) / BUCKET)]++;
    }
    int burst = 0;
    for (int one : buckets) {
      burst = Math.max(burst, one);
    }
    return new Failover(Math.round(lost * demand.profile().calls()), last, burst);
  }

  /**
   * PostgreSQL stood still.
   *
   * @param usual polls in the worst tenth of a second before
   * @param after in the first tenth of a second after it
   * @param later in the worst tenth of a second, a minute after it
   * @param inStep the same where pauses are not shortened
   */
  record Standstill(int usual, int after, int later, int inStep) {}

  /**
   * All that wait for an answer when it goes on get it, and begin their pause, in the same moment;
   * who gave up before does not.
   */
  Standstill postgresStands(double seconds) {
    int[] spread = polls(seconds, true);
    int[] fixed = polls(seconds, false);
    int begun = (int) (10 / BUCKET);
    int over = (int) ((10 + seconds) / BUCKET);
    int minute = over + (int) (60 / BUCKET);
    return new Standstill(
        worst(spread, 0, begun),
        spread[over],
        worst(spread, minute, spread.length),
        worst(fixed, minute, fixed.length));
  }

  private int[] polls(double seconds, boolean shortened) {
    SplittableRandom random = new SplittableRandom(seed);
    double begun = 10;
    double over = begun + seconds;
    double end = over + 80;
    int[] buckets = new int[(int) (end / BUCKET) + 1];
    for (int i = 0; i < nodes * Demand.POLLS; i++) {
      double at = random.nextDouble() * Demand.POLL;
      while (at < end) {
        double answered = at >= begun && at < over ? Math.min(over, at + GIVEN_UP) : at;
        buckets[(int) (answered / BUCKET)]++;
        at = answered + (shortened ? Simulation.shortened(Demand.POLL, random) : Demand.POLL);
      }
    }
    return buckets;
  }

  private static int worst(int[] buckets, int from, int to) {
    int worst = 0;
    for (int i = from; i < to; i++) {
      worst = Math.max(worst, buckets[i]);
    }
    return worst;
  }

  /** Seconds until PostgreSQL, started anew, has as many connections as nodes use at once. */
  double reconnected(int each) {
    return nodes * each * demand.costs().connect();
  }

  /**
   * How late a revocation is seen by one node that is used all the time, and by the last of all.
   */
  record Lateness(double half, double most, double last) {}

  /**
   * A node looks again when what it believes is two seconds old: how old that is when the key is
   * revoked is chance.
   */
  Lateness revocation(double readWait) {
    SplittableRandom random = new SplittableRandom(seed);
    Sample late = new Sample();
    double last = 0;
    for (int i = 0; i < nodes; i++) {
      double one = random.nextDouble() * Demand.FRESH + readWait;
      late.add(one);
      last = Math.max(last, one);
    }
    return new Lateness(late.quantile(0.5), late.quantile(0.99), last);
  }
}
