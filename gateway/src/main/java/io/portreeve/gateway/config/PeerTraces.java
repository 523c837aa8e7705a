package io.portreeve.gateway.config;

/** What becomes of the trace that a client says its request is part of; the least trust first. */
public enum PeerTraces {
  /** It is not looked at. */
  IGNORE,
  /** The exchange is a trace of its own, and names the client's. */
  LINK,
  /** The exchange is part of the client's. */
  JOIN
}
