package io.portreeve.gateway.config;

/** Which generation of the protocol a server speaks. */
public enum Era {
  /** To be found out. */
  AUTO,
  /** 2026-07-28, stateless. */
  MODERN,
  /** 2025-03-26 to 2025-11-25, with sessions. */
  LEGACY,
  /** HTTP+SSE of 2024-11-05. */
  SSE
}
