package io.portreeve.gateway.store;

/** What each port is about, where it matters to the database which of them writes. */
enum Concern {
  API_KEYS(1),
  PINS(2),
  RELATIONS(3),
  SETTINGS(4),
  ACTS(5),
  ACCEPTANCES(6),
  APPROVALS(7),
  MEMORY_SIGNATURES(8);

  /** The first number of our locks in a database, so that others that lock there are not hit. */
  static final int LOCKS = 0x706f7274;

  private final int lock;

  Concern(int lock) {
    this.lock = lock;
  }

  /** The second. Never another, and never reused: nodes of other versions lock by it, too. */
  int lock() {
    return lock;
  }
}
