package io.portreeve.bench.scale;

import java.util.Locale;

/** What can be full, and how much of it one node takes. */
enum Resource {
  CONNECTIONS("PostgreSQL connections"),
  REDIS("Redis, its one thread"),
  READERS("PostgreSQL, its workers"),
  COMMITS("PostgreSQL, commits of nodes' own settings"),
  KEY_TURN("turns of writes about keys"),
  APPROVAL_TURN("turns of writes about approvals"),
  NODE("the processor of a node");

  /** Above this, waiting grows faster than load. */
  static final double FULL = 0.7;

  private final String words;

  Resource(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** As JSON has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The share that so many nodes take; above 1 there is not enough. */
  double share(int nodes, Demand demand, Store store) {
    Costs costs = demand.costs();
    return switch (this) {
      case CONNECTIONS -> (double) nodes * store.pool() / store.connections();
      case REDIS ->
          nodes * (demand.profile().calls() * demand.redisOfCall() + demand.looks() * costs.info());
      case READERS ->
          nodes
              * (demand.polls() * costs.poll()
                  + (demand.keys() + demand.definitions()) * costs.lookUp())
              / store.workers();
      case COMMITS -> nodes * demand.ownWrites() * costs.commit();
      case KEY_TURN -> nodes * demand.uses() * costs.turn();
      case APPROVAL_TURN -> nodes * demand.approvalTurns() * costs.claim();
      case NODE -> demand.profile().calls() * costs.nodeCall();
    };
  }

  /** With how many nodes it is full; connections are when there is none left. */
  int wall(Demand demand, Store store) {
    if (this == NODE) {
      return Integer.MAX_VALUE;
    }
    double each = share(1, demand, store);
    double most = this == CONNECTIONS ? 1 : FULL;
    return each == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, most / each);
  }
}
