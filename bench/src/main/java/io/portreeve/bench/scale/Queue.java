package io.portreeve.bench.scale;

import java.util.PriorityQueue;

/** Who is served in the order of coming, by so many servers. Arrivals are told in their order. */
final class Queue {
  private final PriorityQueue<Double> free = new PriorityQueue<>();
  private double busy;
  private double last;

  Queue(int servers) {
    for (int i = 0; i < servers; i++) {
      free.add(0.0);
    }
  }

  /** Somebody comes who takes so long; answers with how long he waits before that. */
  double arrive(double at, double service) {
    if (at < last) {
      throw new IllegalArgumentException("who comes has to be told in order");
    }
    last = at;
    double begins = Math.max(at, free.remove());
    free.add(begins + service);
    busy += service;
    return begins - at;
  }

  /** The part of the time until then in which a server worked, on the average of all. */
  double utilisation(double until) {
    return busy / (until * free.size());
  }
}
