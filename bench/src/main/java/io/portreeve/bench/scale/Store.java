package io.portreeve.bench.scale;

/**
 * What is shared.
 *
 * @param pool connections that a node has at most
 * @param connections what PostgreSQL grants, without those that it keeps for administrators
 * @param workers requests that it works on at once
 */
record Store(int pool, int connections, int workers) {
  /** A pool as configured by default, and a PostgreSQL as installed. */
  static Store byDefault() {
    return new Store(8, 97, Costs.WORKERS);
  }
}
