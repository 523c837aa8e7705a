package io.portreeve.gateway.store;

/** What each port is about, where it matters to the database which of them writes. */
enum Concern {
  API_KEYS,
  PINS,
  RELATIONS,
  SETTINGS,
  ACTS,
  ACCEPTANCES,
  APPROVALS,
  MEMORY_SIGNATURES
}
