package io.portreeve.bench.scale;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Some seconds of many nodes: calls come at random, polls with their pauses, and each of what is
 * shared serves them in turn. The same seed gives the same seconds.
 *
 * <p>The nodes' own work, the network and the servers behind are not in it, so waiting is for what
 * is shared alone.
 */
final class Simulation {
  /** Between the two ends of a call, where the server behind works. */
  private static final double UPSTREAM = 0.02;

  private final int nodes;
  private final Demand demand;
  private final SplittableRandom random;
  private final Queue redis = new Queue(1);
  private final Queue readers;
  private final Queue commits = new Queue(1);
  private final Sample redisWaits = new Sample();
  private final Sample readWaits = new Sample();
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long made;

  /** What happens next at a time; of what happens at once, what was planned first. */
  private record Event(double at, long number, Kind kind, int more) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(at, other.at);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }

  private enum Kind {
    CALL,
    SCRIPT,
    LOOK,
    POLL,
    LOOK_UP,
    OWN_WRITE
  }

  Simulation(int nodes, Demand demand, Store store, long seed) {
    this.nodes = nodes;
    this.demand = demand;
    this.random = new SplittableRandom(seed);
    this.readers = new Queue(store.workers());
  }

  /** How long they waited. */
  record Waits(Sample redis, Sample readers, double redisShare, double readersShare) {}

  Waits run(double seconds) {
    begin();
    while (!events.isEmpty() && events.element().at() < seconds) {
      happens(events.remove());
    }
    return new Waits(
        redisWaits, readWaits, redis.utilisation(seconds), readers.utilisation(seconds));
  }

  private void begin() {
    plan(next(nodes * demand.profile().calls()), Kind.CALL, 0);
    plan(next(nodes * (demand.keys() + demand.definitions())), Kind.LOOK_UP, 0);
    plan(next(nodes * demand.ownWrites()), Kind.OWN_WRITE, 0);
    for (int i = 0; i < nodes; i++) {
      plan(random.nextDouble() * Demand.LOOK, Kind.LOOK, 0);
      for (int poll = 0; poll < Demand.POLLS; poll++) {
        plan(random.nextDouble() * Demand.POLL, Kind.POLL, 0);
      }
    }
  }

  private void plan(double at, Kind kind, int more) {
    events.add(new Event(at, made++, kind, more));
  }

  /** The pause until what comes at random comes again. */
  private double next(double perSecond) {
    return perSecond <= 0
        ? Double.POSITIVE_INFINITY
        : -Math.log(1 - random.nextDouble()) / perSecond;
  }

  private void happens(Event event) {
    double at = event.at();
    Costs costs = demand.costs();
    switch (event.kind()) {
      case CALL -> {
        plan(at + next(nodes * demand.profile().calls()), Kind.CALL, 0);
        plan(at, Kind.SCRIPT, scripts());
      }
      case SCRIPT -> script(at, event.more());
      case LOOK -> {
        double waited = redis.arrive(at, costs.info());
        plan(at + waited + shortened(Demand.LOOK, random), Kind.LOOK, 0);
      }
      case POLL -> {
        double waited = readers.arrive(at, costs.poll());
        plan(at + waited + costs.poll() + shortened(Demand.POLL, random), Kind.POLL, 0);
      }
      case LOOK_UP -> {
        readWaits.add(readers.arrive(at, costs.lookUp()));
        plan(at + next(nodes * (demand.keys() + demand.definitions())), Kind.LOOK_UP, 0);
      }
      case OWN_WRITE -> {
        var _ = commits.arrive(at, costs.commit());
        plan(at + next(nodes * demand.ownWrites()), Kind.OWN_WRITE, 0);
      }
    }
  }

  private int scripts() {
    int flow = demand.profile().hasFlow() ? Demand.READS + Demand.SWAPS : 0;
    return Demand.TAKES + demand.profile().sessions() + flow;
  }

  /** One after another, since each waits for the answer; the server behind comes after two. */
  private void script(double at, int more) {
    double service = demand.redisOfCall() / scripts();
    double waited = redis.arrive(at, service);
    redisWaits.add(waited);
    if (more > 1) {
      double rest = more == scripts() - 1 ? UPSTREAM : 0;
      plan(at + waited + service + rest, Kind.SCRIPT, more - 1);
    }
  }

  /** A pause as nodes make it: shorter by up to a quarter. */
  static double shortened(double pause, SplittableRandom random) {
    return pause * (1 - 0.25 * random.nextDouble());
  }
}
