package io.portreeve.gateway.config;

/** Which generation of the protocol a server speaks. */
public enum Era {
  /** To be found out. */
  AUTO("MCP, its revision found out"),
  /** 2026-07-28, stateless. */
  MODERN("MCP 2026-07-28"),
  /** 2025-03-26 to 2025-11-25, with sessions. */
  LEGACY("MCP 2025-03-26 to 2025-11-25"),
  /** HTTP+SSE of 2024-11-05. */
  SSE("MCP 2024-11-05, over HTTP+SSE");

  private final String revisions;

  Era(String revisions) {
    this.revisions = revisions;
  }

  /** The revisions of the protocol that are meant, for people. */
  public String revisions() {
    return revisions;
  }
}
