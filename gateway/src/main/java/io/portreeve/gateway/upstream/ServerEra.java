package io.portreeve.gateway.upstream;

/** Which generation of the protocol a server speaks. */
public enum ServerEra {
  /** 2026-07-28: stateless, over HTTP or stdio. */
  MODERN,
  /** Before that: sessions, over Streamable HTTP or stdio. */
  LEGACY,
  /** The HTTP+SSE transport of 2024-11-05. */
  SSE
}
