package io.portreeve.gateway.config;

/** In which form a memory shows what it remembers. */
public enum MemoryForm {
  /** Entities, observations and relations, as {@code @modelcontextprotocol/server-memory} does. */
  KNOWLEDGE_GRAPH
}
